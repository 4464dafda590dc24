/** WordPress and its SQLite driver are older than the newest PHP; what PHP finds outdated in them is not ours to mend. */
const isOfWordPressItself = /PHP Deprecated: .* in \S*\/(wp-includes|wp-admin|sqlite-database-integration)\//;
/** Some pages of the administration ask wordpress.org, which a test cannot reach. */
const isAboutNoNetwork = /WordPress could not establish a secure connection to WordPress\.org/;
/** These are said by WordPress about whoever called it. */
const isAboutTheCaller = /PHP \w+: +(Function|Class|Hook|File|Constructor|Argument|The called constructor)\b/;
const isComplaint =
  /PHP (Fatal error|Parse error|Recoverable fatal error|Warning|Notice|Deprecated|Strict Standards): |WordPress database error/;

const isNoise = (line: string): boolean =>
  isAboutNoNetwork.test(line) || (isOfWordPressItself.test(line) && !isAboutTheCaller.test(line));

/** Finds the lines of a debug log that are about plugins, themes or how they use WordPress. */
export const findComplaints = (log: string): readonly string[] =>
  log.split('\n').filter((line) => isComplaint.test(line) && !isNoise(line));
