import { ref } from 'vue'

/** For whom the page is, beside the product's name. Set by the frame that knows it, so that the header need not load a store. */
export const forWhom = ref('')
