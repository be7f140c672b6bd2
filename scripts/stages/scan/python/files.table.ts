export type FileMode = "read" | "write" | "mode";
type Paths = readonly (readonly [number, FileMode])[];

const list = (names: string, paths: Paths): readonly (readonly [string, Paths])[] => names.split(" ").map((name) => [name, paths] as const);
const ONE_READ: Paths = [[0, "read"]];
const ONE_WRITE: Paths = [[0, "write"]];
const BOTH: Paths = [
  [0, "read"],
  [1, "write"],
];
const MOVES: Paths = [
  [0, "write"],
  [1, "write"],
];

/** Function -> which arguments are paths, and what is done to them. `mode` means that the next argument says it. */
export const FILE_FUNCTIONS: ReadonlyMap<string, Paths> = new Map<string, Paths>([
  ...list(
    "builtins.open codecs.open gzip.open bz2.open lzma.open zipfile.ZipFile tarfile.open tarfile.TarFile.open wave.open tokenize.open os.open os.fdopen aiofiles.open fsspec.open smart_open.open gzip.GzipFile bz2.BZ2File",
    [[0, "mode"]],
  ),
  ...list(
    "os.listdir os.scandir os.walk os.fwalk os.stat os.lstat os.access os.readlink os.statvfs os.getxattr os.listxattr os.path.exists os.path.isfile os.path.isdir os.path.getsize os.path.getmtime os.path.islink os.path.lexists glob.glob glob.iglob linecache.getline linecache.getlines fileinput.input filecmp.cmp pandas.read_csv pandas.read_excel pandas.read_json pandas.read_parquet pandas.read_table pandas.read_html pandas.read_xml pandas.read_feather pandas.read_hdf pandas.read_fwf pandas.ExcelFile polars.read_csv polars.read_parquet polars.read_json polars.scan_csv numpy.load numpy.loadtxt numpy.genfromtxt numpy.fromfile PIL.Image.open cv2.imread cv2.VideoCapture openpyxl.load_workbook docx.Document pptx.Presentation PyPDF2.PdfReader pypdf.PdfReader PyPDF2.PdfFileReader pdfplumber.open fitz.open pymupdf.open xml.etree.ElementTree.parse lxml.etree.parse lxml.html.parse defusedxml.ElementTree.parse dotenv.dotenv_values netrc.netrc imageio.imread soundfile.read librosa.load json5.load toml.load markitdown.MarkItDown().convert whisper.load_audio geopandas.read_file rasterio.open h5py.File nbformat.read scapy.all.rdpcap scapy.utils.rdpcap scapy.all.PcapReader scapy.utils.PcapReader ruamel.yaml.YAML().load email.message_from_file",
    ONE_READ,
  ),
  ...list(
    "os.mkdir os.makedirs os.remove os.unlink os.rmdir os.removedirs os.chmod os.chown os.lchown os.utime os.truncate os.mknod os.mkfifo os.setxattr shutil.rmtree shutil.chown shutil.make_archive numpy.savetxt numpy.save numpy.savez numpy.savez_compressed cv2.imwrite cv2.VideoWriter sqlite3.connect dbm.open logging.FileHandler logging.handlers.RotatingFileHandler logging.handlers.TimedRotatingFileHandler xlsxwriter.Workbook pandas.ExcelWriter matplotlib.pyplot.savefig imageio.imwrite imageio.imsave soundfile.write reportlab.pdfgen.canvas.Canvas reportlab.platypus.SimpleDocTemplate dotenv.set_key duckdb.connect send2trash.send2trash aiosqlite.connect",
    ONE_WRITE,
  ),
  ...list("shutil.copy shutil.copy2 shutil.copyfile shutil.copytree shutil.copymode shutil.copystat shutil.unpack_archive os.sendfile", BOTH),
  ...list("os.rename os.replace os.renames os.symlink os.link shutil.move", MOVES),
  ...list("urllib.request.urlretrieve wget.download", [[1, "write"]]),
]);

/** Methods of a pathlib path, and of values that are likely one: these names are hardly used for anything else. */
export const PATH_METHODS: ReadonlyMap<string, FileMode> = new Map<string, FileMode>([
  ..."read_text read_bytes iterdir rglob".split(" ").map((name) => [name, "read"] as const),
  ..."write_text write_bytes unlink rmdir symlink_to hardlink_to mkdir touch".split(" ").map((name) => [name, "write"] as const),
]);

/** Methods that touch files only on a value known to be a path. */
export const SURE_PATH_METHODS: ReadonlyMap<string, FileMode> = new Map<string, FileMode>([
  ..."exists is_file is_dir stat glob lstat is_symlink owner".split(" ").map((name) => [name, "read"] as const),
  ..."rename replace chmod".split(" ").map((name) => [name, "write"] as const),
  ["open", "mode"],
]);

/** Methods of a path that put what is there under another name, or another file under this one: whoever writes to the one then writes to the other. */
export const LINKS = /^(?:rename|replace|symlink_to|hardlink_to)$/;

/** Methods that save to the path they are given, on whatever value. */
export const SAVE_METHODS: ReadonlySet<string> = new Set(
  "to_csv to_excel to_parquet to_json to_html to_pickle to_feather to_markdown to_latex to_xml to_stata savefig save write_image write_html extractall export_png save_pretrained".split(
    " ",
  ),
);
