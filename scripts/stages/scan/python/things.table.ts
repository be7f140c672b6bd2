import type { RuleId } from "../rules.table.ts";

/** Why something from outside is refused. `when` narrows it: "called" leaves bare mentions (type checks, annotations) alone. */
export type Refusal = Readonly<{ rule: RuleId; why: string; when: "named" | "called" }>;

const refuse = (rule: RuleId, why: string, names: string, when: Refusal["when"] = "named"): readonly (readonly [string, Refusal])[] =>
  names.split(" ").map((name) => [name, { rule, why, when }] as const);

/** Exact names, and (with `.*`) modules or classes with everything in them. A mention is enough: what is handed on is called elsewhere. */
export const REFUSED: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  ...refuse("dynamic-code", "it runs text as code", "builtins.eval builtins.exec builtins.execfile builtins.compile"),
  ...refuse(
    "dynamic-code",
    "it runs text as code",
    "code.* codeop.* runpy.run_path runpy.run_module runpy._run_code runpy._run_module_code runpy._run_module_as_main cProfile.run cProfile.runctx profile.run profile.runctx trace.Trace timeit.main",
  ),
  ...refuse(
    "dynamic-code",
    "it runs the examples in documentation",
    "doctest.testmod doctest.testfile doctest.run_docstring_examples doctest.DocTestSuite doctest.DocFileSuite doctest.DocTestRunner",
  ),
  ...refuse("dynamic-code", "it makes functions out of compiled code", "types.CodeType types.FunctionType types.LambdaType", "called"),
  ...refuse("dynamic-code", "it runs JavaScript", "execjs.* js2py.* dukpy.* quickjs.* py_mini_racer.*"),
  ...refuse(
    "dynamic-code",
    "what it loads says which code runs",
    "pickle.load pickle.loads pickle.Unpickler pickle._load pickle._loads pickle._Unpickler dill.load dill.loads dill.Unpickler dill.load_session cloudpickle.load cloudpickle.loads joblib.load sklearn.externals.joblib.load shelve.open shelve.Shelf shelve.DbfilenameShelf marshal.load marshal.loads jsonpickle.decode jsonpickle.loads pandas.read_pickle pandas.compat.pickle_compat yaml.unsafe_load yaml.unsafe_load_all yaml.UnsafeLoader yaml.CUnsafeLoader multiprocessing.reduction.ForkingPickler pickle5.load pickle5.loads hickle.load skops.io.load klepto.* copyreg.pickle kombu.serialization.*",
  ),
  ...refuse("worker-code", "a debugger runs what it is told", "pdb.* bdb.* builtins.breakpoint debugpy.* pydevd.* rpdb.* remote_pdb.* ipdb.* sys.remote_exec"),
  ...refuse(
    "process-creation",
    "it starts other programs",
    "webbrowser.get webbrowser.BackgroundBrowser webbrowser.GenericBrowser webbrowser.UnixBrowser os.system os.popen os.popen2 os.popen3 os.popen4 os.fork os.forkpty os.posix_spawn os.posix_spawnp os.execl os.execle os.execlp os.execlpe os.execv os.execve os.execvp os.execvpe os.spawnl os.spawnle os.spawnlp os.spawnlpe os.spawnv os.spawnve os.spawnvp os.spawnvpe os._execvpe pty.* commands.* popen2.* platform.popen subprocess.getoutput subprocess.getstatusoutput subprocess._fork_exec _posixsubprocess.* _winapi.* asyncio.create_subprocess_exec asyncio.create_subprocess_shell subprocess.create_subprocess_exec subprocess.create_subprocess_shell distutils.spawn.spawn setuptools._distutils.spawn.spawn multiprocessing.util.spawnv_passfds multiprocessing.popen_fork.* multiprocessing.popen_spawn_posix.* pexpect.* ptyprocess.* winpty.* sh.* plumbum.* invoke.* fabric.* sarge.* delegator.* psutil.Popen trio.run_process trio.open_process anyio.run_process anyio.open_process gevent.subprocess.* eventlet.green.subprocess.* twisted.internet.utils.getProcessOutput twisted.internet.reactor.spawnProcess win32com.* win32process.* win32api.ShellExecute win32api.WinExec comtypes.* appscript.* osascript.* applescript.* ScriptingBridge.* test.support.script_helper.* idlelib.* IPython.get_ipython().system IPython.get_ipython().getoutput IPython.get_ipython().run_cell IPython.get_ipython().run_line_magic IPython.get_ipython().run_cell_magic IPython.get_ipython().ex builtins.get_ipython().system builtins.get_ipython().getoutput builtins.get_ipython().run_cell builtins.get_ipython().run_line_magic builtins.get_ipython().run_cell_magic builtins.get_ipython().magic",
  ),
  ...refuse(
    "process-escape",
    "it reaches other processes",
    "os.kill os.killpg os.pidfd_open os.ptrace signal.pidfd_send_signal psutil.Process().kill psutil.Process().terminate psutil.Process().send_signal pymem.* frida.*",
  ),
  ...refuse(
    "native-code",
    "it calls compiled code",
    "sqlite3.connect().load_extension sqlite3.connect().enable_load_extension sqlite3.Connection().load_extension sqlite3.Connection().enable_load_extension apsw.Connection().load_extension apsw.Connection().enable_load_extension ctypes.* cffi.* cppyy.* numpy.ctypeslib.* imp.load_dynamic importlib.machinery.ExtensionFileLoader setuptools.Extension distutils.core.Extension distutils.extension.Extension pyximport.* Cython.* scipy.weave.* keystone.* unicorn.*",
  ),
  ...refuse(
    "computed-module",
    "it loads code from a place of its own choice",
    "imp.* zipimport.* importlib.util.spec_from_loader importlib.machinery.SourceFileLoader importlib.machinery.SourcelessFileLoader importlib.machinery.FileFinder importlib.machinery.PathFinder importlib._bootstrap.* importlib._bootstrap_external.* importlib.abc.Loader importlib.abc.MetaPathFinder importlib.abc.PathEntryFinder importlib.abc.SourceLoader importlib.abc.InspectLoader pkgutil.get_loader pkgutil.find_loader pkgutil.get_importer pkgutil.resolve_name pkgutil.ImpImporter pkgutil.ImpLoader sys.meta_path sys.path_hooks sys.path_importer_cache site.addsitedir site.addpackage site.main site.execsitecustomize site.execusercustomize builtins.__loader__ builtins.__spec__ pydoc.locate pydoc.importfile pydoc.safeimport logging.config.dictConfigClass xmlrpc.server.resolve_dotted_attribute zope.dottedname.* importlib.util.LazyLoader importlib.util._incompatible_extension_module_restrictions test.support.import_helper.* unittest.TestLoader().loadTestsFromName",
  ),
  ...refuse(
    "remote-module",
    "it installs packages while it runs",
    "pip.* ensurepip.* pipx.* setuptools.command.easy_install.* easy_install.* micropip.* conda.cli.* uv.* pkg_resources.require distlib.*",
  ),
  ...refuse(
    "raw-socket",
    "it opens raw connections",
    "socket.socket socket.SocketType socket.create_connection socket.socketpair socket.fromfd socket.fromshare _socket.* asyncio.open_connection asyncio.open_unix_connection scapy.* pcap.* pcapy.* nmap.* zmq.Context trio.open_tcp_stream anyio.connect_tcp gevent.socket.* eventlet.green.socket.* socks.* impacket.* pwn.*",
  ),
  ...refuse(
    "listening-server",
    "it listens for connections",
    "socketserver.* http.server.HTTPServer http.server.ThreadingHTTPServer http.server.BaseHTTPRequestHandler http.server.SimpleHTTPRequestHandler http.server.CGIHTTPRequestHandler http.server.test http.server.* wsgiref.simple_server.* xmlrpc.server.* asyncio.start_server asyncio.start_unix_server socket.create_server smtpd.* aiohttp.web.run_app aiohttp.web.TCPSite uvicorn.run uvicorn.Server hypercorn.* waitress.serve gunicorn.* websockets.serve websockets.server.serve tornado.httpserver.* tornado.web.Application().listen cherrypy.* bottle.run flask.Flask().run gradio.Interface().launch gradio.Blocks().launch multiprocessing.connection.Listener multiprocessing.managers.BaseManager multiprocessing.managers.SyncManager multiprocessing.Manager().get_server grpc.server asyncssh.listen twisted.internet.reactor.listenTCP pyftpdlib.* rpyc.* Pyro4.* Pyro5.* trio.serve_tcp anyio.create_tcp_listener werkzeug.serving.run_simple livereload.* socketio.Server eventlet.listen gevent.pywsgi.* logging.config.listen",
  ),
  ...refuse(
    "global-escape",
    "it reaches every object of the program",
    "gc.get_objects gc.get_referrers gc.get_referents sys._current_frames sys._current_exceptions",
  ),
  ...refuse(
    "persistence-write",
    "",
    "winreg.SetValueEx winreg.SetValue winreg.CreateKey winreg.CreateKeyEx crontab.* launchd.* win32service.* win32serviceutil.* servicemanager.*",
  ),
  ...refuse(
    "stack-introspection",
    "",
    "sys._getframe inspect.currentframe inspect.stack inspect.trace inspect.getouterframes inspect.getinnerframes traceback.walk_stack",
  ),
  ...refuse(
    "late-code",
    "",
    "atexit.register atexit._run_exitfuncs sys.settrace sys.setprofile sys.addaudithook sys.monitoring.* threading.settrace threading.setprofile weakref.finalize faulthandler.register",
    "called",
  ),
  ...refuse("process-exit", "", "os._exit os.abort"),
  ...refuse(
    "template-engine",
    "",
    "mako.template.Template mako.lookup.TemplateLookup pandas.eval pandas.core.computation.* numexpr.evaluate sympy.sympify sympy.parsing.* sympy.parse_expr sympy.lambdify chameleon.* Cheetah.* web.template.* asteval.* RestrictedPython.*",
    "called",
  ),
]);

/** Attributes through which any object leads to everything else, whoever holds it. */
export const GADGETS: ReadonlyMap<string, RuleId> = new Map<string, RuleId>([
  ..."__globals__ __builtins__ func_globals func_code gi_frame gi_code gi_yieldfrom cr_frame cr_code ag_frame ag_code f_globals f_builtins f_locals __loader__ __subclasses__ __code__ __closure__ __reduce_ex__ __kwdefaults__ __import__ __build_class__"
    .split(" ")
    .map((name) => [name, "global-escape"] as const),
  ..."f_back tb_frame".split(" ").map((name) => [name, "stack-introspection"] as const),
]);

/** Parts of a code object that only describe it. */
export const DESCRIBES =
  /^co_(?:name|qualname|filename|firstlineno|argcount|posonlyargcount|kwonlyargcount|varnames|nlocals|flags|names|freevars|cellvars|consts|lines|positions)$/;

/** Methods by whose name alone it is known what they do, on whatever they are called. */
export const METHODS: ReadonlyMap<string, RuleId> = new Map<string, RuleId>([
  ["subprocess_exec", "process-creation"],
  ["subprocess_shell", "process-creation"],
  ["create_datagram_endpoint", "raw-socket"],
  ["sock_connect", "raw-socket"],
  ["sock_sendall", "raw-socket"],
  ["run_line_magic", "process-creation"],
  ["run_cell_magic", "process-creation"],
  ["exec_command", "process-creation"],
  ["invoke_shell", "process-creation"],
]);
