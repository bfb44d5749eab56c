declare const __PDFJS_ASSETS__: string;

declare module 'virtual:icon-sprite' {
  const url: string;
  export { url as default };
}
