import { pieceOf } from "#pipeline/help-mining";
import { workBeside } from "#platform/shared-work";

// The second thread of a long mining, which #platform/shared-work starts: it looks for what is near to each text, chooses clusters before
// the first one comes to a text, or phrases, in memory that both have.
workBeside(pieceOf);
