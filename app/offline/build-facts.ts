declare const __SHELL__: readonly string[];
declare const __STYLES__: readonly string[];
declare const __BUILD__: string;

/** Put in by the build: the files that kept pages need, the style sheets of a bare page, its own name. */
export const shell = __SHELL__;
export const styles = __STYLES__;
export const buildName = __BUILD__;
