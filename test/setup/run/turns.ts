type Turn = { readonly held: (string | Uint8Array)[]; hasEnded: boolean };

const turns: Turn[] = [];

/**
 * Steps that run side by side speak one after another: whoever began first is heard at once, the others
 * are held until it is their turn.
 */
export function takeTurn() {
  const turn: Turn = { held: [], hasEnded: false };
  turns.push(turn);
  return {
    say(words: string | Uint8Array) {
      turn.held.push(words);
      letSpeak();
    },
    end() {
      turn.hasEnded = true;
      letSpeak();
    },
  };
}

function letSpeak() {
  for (let [first] = turns; first; [first] = turns) {
    for (const words of first.held.splice(0)) process.stdout.write(words);
    if (!first.hasEnded) return;
    turns.shift();
  }
}
