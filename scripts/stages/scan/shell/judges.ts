import { FETCHERS, INTERPRETERS, SHELLS } from "./builtins.table.ts";
import type { Judge } from "./call.ts";
import { judgeAgent } from "./agents.ts";
import { judgeDocker, judgeMake } from "./builders.ts";
import { judgeTar, judgeZip } from "./archives.ts";
import { judgeAwk, judgeSed } from "./files.ts";
import { judgeCmd } from "./for-windows.ts";
import { judgeGit } from "./git.ts";
import { judgeInterpreter } from "./interpreters.ts";
import { judgeShell } from "./interpreters.ts";
import { judgeCurl, judgeFetcher, judgeWget } from "./network.ts";
import { judgePowerShell } from "./powershell.ts";
import { judgeCopy, judgeLogger, judgeName, judgeSender, judgeSocket, judgeSsh } from "./remote.ts";
import { judgeAt, judgeCron, judgeService } from "./schedule.ts";
import * as tools from "./tools.ts";
import { judgeFind, judgeWrapper, judgeXargs, textLauncher } from "./wrappers.ts";
import { WRAPPERS } from "./wrappers.table.ts";

const all = (names: string, judge: Judge): readonly (readonly [string, Judge])[] => names.split(" ").map((one) => [one, judge] as const);

/** Programs whose meaning is known -> who judges them. A later row wins. */
export const JUDGES: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ...[...INTERPRETERS.keys()].map((one) => [one, judgeInterpreter] as const),
  ...all("python3.8 python3.9 python3.10 python3.11 python3.12 python3.13 python3.14 python2.7 perl5 ruby3 php8 lua5.3 lua5.4 tclsh8.6", judgeInterpreter),
  ...[...SHELLS].map((one) => [one, judgeShell] as const),
  ...[...WRAPPERS.keys()].map((one) => [one, judgeWrapper] as const),
  ...[...FETCHERS].map((one) => [one, judgeFetcher] as const),
  ["curl", judgeCurl],
  ["wget", judgeWget],
  ["xargs", judgeXargs],
  ["gxargs", judgeXargs],
  ["find", judgeFind],
  ["gfind", judgeFind],
  ...all("sed gsed", judgeSed),
  ...all("awk gawk mawk nawk", judgeAwk),
  ...all("tar gtar bsdtar cpio star", judgeTar),
  ...all("zip unzip 7z 7za 7zz unrar funzip", judgeZip),
  ...all("nc ncat netcat socat telnet pwncat cryptcat websocat rlogin nc.traditional nc.openbsd", judgeSocket),
  ...all("dig nslookup host drill ping ping6 kdig dog doggo traceroute resolvectl getent hping3", judgeName),
  ...all("scp rsync sftp rclone", judgeCopy),
  ...all("ssh autossh mosh sshpass_", judgeSsh),
  ...all(
    "mail mailx sendmail mutt msmtp swaks s-nail ntfy croc wormhole magic-wormhole transfer ffsend termbin pastebinit curlftpfs telegram-send slackcat",
    judgeSender,
  ),
  ["logger", judgeLogger],
  ["git", judgeGit],
  ["cmd", judgeCmd],
  ...all("pwsh powershell", judgePowerShell),
  ...all("docker podman nerdctl buildah lxc lxd", judgeDocker),
  ...all(
    "npm pnpm yarn npx bunx pnpx pip pip2 pip3 pipx uvx gem cargo go brew apt apt-get yum dnf apk pacman conda-install easy_install corepack",
    tools.judgeInstaller,
  ),
  ...all("make gmake just task rake ninja cmake gradle mvn ant", judgeMake),
  ["crontab", judgeCron],
  ...all("systemctl launchctl loginctl rc-update update-rc.d chkconfig initctl schtasks", judgeService),
  ...all("at batch", judgeAt),
  ...all(
    "security spctl csrutil setenforce ufw iptables ip6tables nft firewall-cmd xattr pfctl auditctl fdesetup defaults sysctl setcap visudo usermod useradd passwd chpasswd insmod modprobe dseditgroup nvram chattr update-ca-certificates update-alternatives",
    tools.judgeSecurity,
  ),
  ...all(
    "mkfs mkfs.ext4 mkfs.ext3 mkfs.xfs mkfs.btrfs mkfs.vfat wipefs fdisk sfdisk gdisk sgdisk parted mkswap badblocks hdparm blkdiscard cryptsetup",
    tools.judgeDestroyer,
  ),
  ...all(
    "vim nvim vi ex ed emacs less man gdb lldb sqlite3 mysql psql nmap tcpdump rpm ffmpeg journalctl tmux screen gcc ssh-keygen dmesg logrotate",
    tools.judgeEscape,
  ),
  ["openssl", tools.judgeOpenssl],
  ...all("gpg gpg2 age sops ansible-vault", tools.judgeDecrypt),
  ...all("pbpaste pbcopy xclip xsel wl-paste wl-copy clip", tools.judgeClipboard),
  ...all("gh glab hub aws gcloud gsutil az s3cmd mc azcopy b2 doctl vault", tools.judgeCloud),
  ...all("certutil bitsadmin mshta rundll32 regsvr32 wmic msiexec installutil", tools.judgeWindows),
  ...all("java javaw kotlin", tools.judgeJvm),
  ...all("claude codex gemini qwen copilot cursor-agent opencode droid amp openclaw", judgeAgent),
  ...all("su script runuser", textLauncher("-c --command --session-command")),
]);
