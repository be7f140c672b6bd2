import { type HelpGiven, helpReading } from "#pipeline/help-reading";
import { nodePowers } from "#platform/powers";
import { help } from "#platform/second-thread";

// The second thread of a long reading, which #platform/second-thread starts: it reads logs as the first one does, and puts nothing away.
help((given, helping) => {
  const { host } = given as HelpGiven;
  helpReading(given as HelpGiven, nodePowers(host), helping);
});
