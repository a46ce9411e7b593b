/** Where the build put the script that keeps a board live; while developing, its source. */
export const boardScript: string | undefined = import.meta.env?.DEV
  ? "/app/board/page.ts"
  : import.meta.env?.VITE_BOARD_SCRIPT;
