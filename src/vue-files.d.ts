/** For tools that do not read Vue files, such as the linter; `vue-tsc` knows the real types. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  // eslint-disable-next-line no-restricted-exports -- a Vue file has its component as its default
  export default component
}
