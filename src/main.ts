import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createWebHistory } from 'vue-router'
import App from './App.vue'
import { createClient } from './api/client.ts'
import { createLive } from './api/live.ts'
import { clientKey, liveKey } from './api/provided.ts'
import { createPageRouter } from './router.ts'
import './style.css'

createApp(App)
  .provide(clientKey, createClient(globalThis.fetch.bind(globalThis)))
  .provide(liveKey, createLive((path) => new EventSource(path)))
  .use(createPinia())
  .use(createPageRouter(createWebHistory()))
  .mount('#app')
