/** Other names of the same module. */
const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    posix: "os",
    nt: "os",
    posixpath: "os.path",
    ntpath: "os.path",
    _io: "io",
    __builtin__: "builtins",
    _pickle: "pickle",
    cPickle: "pickle",
    _socket: "socket",
    _ctypes: "ctypes",
    _operator: "operator",
    _functools: "functools",
    _codecs: "codecs",
    _thread: "threading",
    _imp: "imp",
    _frozen_importlib: "importlib._bootstrap",
    _frozen_importlib_external: "importlib._bootstrap_external",
    "six.moves.builtins": "builtins",
    "future.builtins": "builtins",
    "io.open": "builtins.open",
    "urllib.urlopen": "urllib.request.urlopen",
    urllib2: "urllib.request",
    "six.moves.urllib": "urllib",
    httplib: "http.client",
    BaseHTTPServer: "http.server",
    SimpleHTTPServer: "http.server",
    SocketServer: "socketserver",
    xmlrpclib: "xmlrpc.client",
    "os.path.os": "os",
    "os.path.genericpath.os": "os",
  }),
);

/** Modules that other modules import for themselves, so that they are members of those. */
export const HOPS: ReadonlySet<string> = new Set("os sys subprocess builtins importlib socket ctypes pty shutil pickle marshal posix nt runpy".split(" "));

/** Dotted name -> the same thing under its first name. */
export function canonical(name: string): string {
  const whole = SAME.get(name);
  if (whole !== undefined) return whole;
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    const same = SAME.get(name.slice(0, dot));
    if (same !== undefined) return same + name.slice(dot);
  }
  return name;
}

/** Modules through which anything can be reached: a member of one that cannot be told is the worst of them. */
export const POWERFUL: ReadonlySet<string> = new Set(
  "os sys subprocess builtins importlib shutil pty ctypes socket pickle marshal code codeop runpy types multiprocessing asyncio.subprocess imp pkgutil cffi site".split(
    " ",
  ),
);

/** Built-in names whose own binding in a module may come too late, or never: until then the built-in is meant. */
export const RISKY_BUILTINS: ReadonlySet<string> = new Set(
  "eval exec compile __import__ getattr setattr globals locals vars open breakpoint input __builtins__ delattr".split(" "),
);

/** Modules of the standard library: an own file of the same name may or may not hide one, so both are meant. */
export const STANDARD: ReadonlySet<string> = new Set(
  "abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo __future__ __main__ _thread _io _socket _ctypes _pickle _codecs _operator _functools _imp _posixsubprocess _winapi _collections_abc _weakref annotationlib compression string.templatelib".split(
    " ",
  ),
);

/** Names that Python itself binds (3.13), and those of Python 2: any other name that nothing in a file binds was put there by `globals()`. */
export const BUILTINS: ReadonlySet<string> = new Set(
  "ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError __build_class__ __debug__ __doc__ __import__ __loader__ __name__ __package__ __spec__ abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip PythonFinalizationError aiter anext copyright credits exit license quit __file__ __cached__ __path__ __annotations__ unicode xrange raw_input long basestring unichr cmp reduce reload file execfile apply buffer coerce intern WindowsError get_ipython display".split(
    " ",
  ),
);
