/**
 * Who starts the command. "script": a shell script of the skill (a program is a permission); "code": a program in another
 * language (shells, launchers and interpreters with code block); "told": the instructions tell the agent, under its own approvals.
 */
export type Mode = "script" | "code" | "told";
