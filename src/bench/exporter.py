"""An exporter under measurement: its process, what the kernel says of it, and scrapes as Prometheus makes them."""
import gzip
import os
import re
import shutil
import socket
import subprocess
import time

ACCEPT = (
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
    "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
    "text/plain;version=0.0.4;q=0.2,*/*;q=0.1")
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Exporter:
    """One running process. Its connection is kept alive from scrape to scrape, as Prometheus's is."""

    def __init__(self, name, command, listen, log):
        self.name = name
        self.port = free_port()
        self.connection = None
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command + [listen % self.port], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.request = (
            "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUser-Agent: Prometheus/3.5.0\r\nAccept: %s\r\n"
            "Accept-Encoding: gzip\r\nX-Prometheus-Scrape-Timeout-Seconds: 10\r\n\r\n" % (self.port, ACCEPT)).encode()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.connection:
            self.connection.close()
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def connect(self):
        while True:
            try:
                self.connection = socket.create_connection(("127.0.0.1", self.port), 30)
                self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return self
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit("%s ended with exit code %d" % (self.name, self.process.returncode)) from None
                if time.perf_counter() - self.started > 60:
                    raise SystemExit("%s does not listen" % self.name) from None
                time.sleep(0.002)

    def scrape(self):
        """Seconds that one scrape took, the body read but not unpacked."""
        start = time.perf_counter()
        self.connection.sendall(self.request)
        self.read_response()
        return time.perf_counter() - start

    def read_response(self):
        data = b""
        while b"\r\n\r\n" not in data:
            data += self.more()
        head, _, body = data.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit("%s answered %s" % (self.name, head.split(b"\r\n")[0].decode()))
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        if length:
            while len(body) < int(length.group(1)):
                body += self.more()
        else:
            while not body.endswith(b"\r\n0\r\n\r\n"):
                body += self.more()
        return body

    def answer_size(self):
        """Families, samples, and KiB on the wire of one answer."""
        self.connection.sendall(self.request)
        body = self.read_response()
        size = len(body) / 1024
        if body[:2] != b"\x1f\x8b":  # chunked: a size, a line's end, the piece, a line's end
            pieces, rest = [], body
            while rest:
                length, _, rest = rest.partition(b"\r\n")
                pieces.append(rest[:int(length, 16)])
                rest = rest[int(length, 16) + 2:]
            body = b"".join(pieces)
        lines = gzip.decompress(body).decode().splitlines()
        families = sum(line.startswith("# TYPE ") for line in lines)
        return families, sum(not line.startswith("#") for line in lines), size

    def more(self):
        data = self.connection.recv(1 << 18)
        if not data:
            raise SystemExit("%s closed the connection" % self.name)
        return data

    def scrapes(self, count, interval=0.0):
        """The sorted durations of so many scrapes, one after the other."""
        seconds = []
        due = time.perf_counter()
        for _ in range(count):
            due += interval
            seconds.append(self.scrape())
            if interval:
                time.sleep(max(0.0, due - time.perf_counter()))
        return sorted(seconds)

    def cpu_seconds(self):
        with open("/proc/%d/stat" % self.process.pid) as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_mib(self):
        with open("/proc/%d/status" % self.process.pid) as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def threads(self):
        return len(os.listdir("/proc/%d/task" % self.process.pid))

    def descriptors(self):
        return len(os.listdir("/proc/%d/fd" % self.process.pid))

    def allocated_kib(self):
        """What all Java threads have allocated since they started; None without a jcmd beside the java in use."""
        jcmd = os.path.join(os.path.dirname(os.readlink("/proc/%d/exe" % self.process.pid)), "jcmd")
        jcmd = jcmd if os.path.exists(jcmd) else shutil.which("jcmd")
        if jcmd is None:
            return None
        said = subprocess.run(
            [jcmd, str(self.process.pid), "Thread.print", "-e"], capture_output=True, text=True, check=False).stdout
        allocated = [
            float(number) * {"B": 1 / 1024, "K": 1, "M": 1024, "G": 1 << 20}[unit]
            for line in said.splitlines() if "Attach Listener" not in line
            for number, unit in re.findall(r"allocated=([\d.]+)([BKMG])", line)]
        return sum(allocated) if allocated else None
