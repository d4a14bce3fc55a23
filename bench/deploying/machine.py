"""A machine within this one: a user, folders, PostgreSQL, Redis and nginx of its own, all gone at the end."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from bench.databases.cluster import program
from bench.deploying import units
from bench.deploying.mail_sink import MailSink
from bench.pages.nginx import MAIN, free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
HOST = "localhost"
# In the place of the programs that would change this machine, or need a running systemd.
PREAMBLE = """
apt-get() {
  local missing=() name
  [ "$1" = install ] || return 0
  for name; do
    case $name in install | --*) continue ;; esac
    dpkg-query --show --showformat '${Status}' "$name" 2>/dev/null | grep -q '^install ok' ||
      missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return
  command apt-get update --quiet=2
  export DEBIAN_FRONTEND=noninteractive
  command apt-get install --yes --quiet=2 --no-install-recommends "${missing[@]}"
}
nginx() { :; }
systemctl() { if [ "$1" = start ]; then "$UNITS/$2.service"; fi; }
"""


class Machine:
    def __init__(self) -> None:
        self.user = f"foyerwalk{os.getpid()}"
        self.folder = Path(
            tempfile.mkdtemp(prefix="foyer-walk.", dir="/tmp")
        )  # a socket's path must be short
        self.folder.chmod(0o755)
        self.site = self.folder / "srv"
        self.ports = {name: free_port() for name in ("http", "https", "site", "redis", "metrics")}
        self.mail = MailSink()
        self.running: dict[str, subprocess.Popen] = {}
        self.url = f"https://{HOST}:{self.ports['https']}"

    def __enter__(self) -> "Machine":
        return self

    def __exit__(self, *_error) -> None:
        for name in reversed(list(self.running)):
            self.stop(name)
        if (self.folder / "cluster").exists():
            self.database("stop", "-m", "immediate", check=False)
        self.mail.shutdown()
        subprocess.run(["userdel", self.user], check=False, capture_output=True)
        shutil.rmtree(self.folder)

    # Commands of the page

    def rewritten(self, text: str) -> str:
        """A text of deploy/ or the page with this machine's folders, user and host."""
        places = {
            "/etc/nginx/sites-enabled/foyer.conf": "site.conf",
            "/etc/systemd/system": "systemd",
            "/var/backups/foyer": "backups",
            "/etc/ssl/foyer": "tls",
            "/etc/foyer": "etc",
            "/srv/foyer": "srv",
        }
        for old, new in places.items():
            text = text.replace(old, str(self.folder / new))
        text = re.sub(r"(?<![\w/.@-])foyer(?![\w/.-])", self.user, text)
        return text.replace("example.org", HOST)

    def run(self, script: str, *, check: bool = True, **environment: str) -> subprocess.CompletedProcess:
        """A shell script, rewritten, in the folder of the site once there is one."""
        variables = {
            "PATH": PATH,
            "HOME": "/root",
            "REPOSITORY": str(ROOT),
            "UNITS": str(self.folder / "run"),
            "PGHOST": str(self.folder / "cluster"),
            "FOYER_ENV": str(self.folder / "etc/foyer.env"),
            "FOYER_USER": self.user,
            "DJANGO_SUPERUSER_USERNAME": "operator",
            "DJANGO_SUPERUSER_EMAIL": "operator@example.org",
            "DJANGO_SUPERUSER_PASSWORD": "a walk on a machine of its own",
        }
        variables |= {name: os.environ[name] for name in os.environ if name.startswith("PIP_")}
        place = self.site if self.site.exists() else self.folder
        command = ["bash", "-euo", "pipefail", "-c", PREAMBLE + self.rewritten(script)]
        done = subprocess.run(
            command, env=variables | environment, cwd=place, capture_output=True, text=True, check=False
        )
        if check and done.returncode:
            raise SystemExit(f"{script}\nended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done

    def settings(self) -> dict[str, str]:
        """The file of settings as systemd reads it."""
        return units.settings((self.folder / "etc/foyer.env").read_text())[0]

    def set(self, file: str = "foyer.env", **values: str) -> None:
        """Change lines of the file of settings, as an operator does."""
        text = (self.folder / "etc/foyer.env").read_text()
        for name, value in values.items():
            sign = "" if re.search(rf"^{name}=", text, re.MULTILINE) else "#"
            line = f"{name}={shlex.quote(value)}"
            text, count = re.subn(rf"^{sign}{name}=.*$", line, text, flags=re.MULTILINE)
            assert count == 1, name
        path = self.folder / "etc" / file
        path.write_text(text)
        shutil.chown(path, "root", self.user)
        path.chmod(0o640)

    # Servers

    def start_cluster(self) -> None:
        """PostgreSQL as Debian sets it up: whoever is a user of the system is the role of that name."""
        cluster = self.folder / "cluster"
        cluster.mkdir()
        shutil.chown(cluster, "postgres")
        initdb = ["-D", cluster / "data", "-U", "postgres", "-A", "peer", "-E", "UTF8", "--locale=C.UTF-8"]
        self._as_postgres(program("initdb"), *initdb)
        configuration = f"listen_addresses = ''\nunix_socket_directories = '{cluster}'\nfsync = off\n"
        with (cluster / "data/postgresql.conf").open("a") as file:
            file.write(configuration)
        self.database("start")

    def database(self, action: str, *options: str, check: bool = True) -> None:
        data = self.folder / "cluster/data"
        log = self.folder / "cluster/log"
        self._as_postgres(program("pg_ctl"), "-D", data, "-l", log, "-w", action, *options, check=check)

    def _as_postgres(self, *command, check: bool = True) -> None:
        prefix = ["runuser", "-u", "postgres", "--"]
        subprocess.run([*prefix, *command], cwd="/", check=check, stdout=subprocess.DEVNULL)

    def start(self, name: str, command: list, **options) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, **options
            )

    def stop(self, name: str) -> None:
        process = self.running.pop(name)
        process.terminate()
        try:
            process.wait(timeout=45)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # what it began: the group is its own

    def start_redis(self) -> None:
        port = str(self.ports["redis"])
        command = ["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", "/tmp"]
        self.start("redis", command, user="nobody")
        wait_for(self.ports["redis"])

    def start_nginx(self) -> None:
        """The file that the page put into sites-enabled, on this machine's ports."""
        site = self.folder / "site.conf"
        text = re.sub(r"^\s*listen \[::\].*$", "", site.read_text(), flags=re.MULTILINE)
        for old, new in {
            "listen 80;": f"listen {self.ports['http']};",
            "listen 443 ssl": f"listen {self.ports['https']} ssl",
            f"https://{HOST}$": f"{self.url}$",
            "127.0.0.1:8000": f"127.0.0.1:{self.ports['site']}",
            "/var/cache/nginx/foyer": f"{self.folder}/cache",
            "/var/log/nginx/": f"{self.folder}/",
            "/etc/ssl/foyer": f"{self.folder}/tls",
            "/srv/foyer": str(self.site),
        }.items():
            assert old in text, f"deploy/nginx.conf has no {old}"
            text = text.replace(old, new)
        site.write_text(text)
        main = MAIN.format(user="user www-data;", workers=1, folder=self.folder, http=f"include {site};")
        (self.folder / "nginx.conf").write_text(main)
        self.start("nginx", ["nginx", "-p", self.folder, "-c", self.folder / "nginx.conf"])
        wait_for(self.ports["https"])

    # Units

    def write_units(self) -> None:
        """For each service a script that does what systemd would: its user, folder, settings, commands."""
        (self.folder / "run").mkdir(exist_ok=True)
        for unit in units.services():
            script = self.folder / "run" / unit
            script.write_text(self._script(unit))
            script.chmod(0o700)

    def _script(self, unit: str) -> str:
        directives = units.directives(unit)
        assert self.rewritten(directives["EnvironmentFile"][0]) == str(self.folder / "etc/foyer.env")
        become = ["setpriv", "--no-new-privs", "--bounding-set=-all", f"--reuid={self.user}"]
        become += [f"--regid={self.user}", "--clear-groups"]
        environment = {"PATH": PATH, "LANG": "C.UTF-8", "USER": self.user} | self.settings()
        prefix = shlex.join(
            ["env", "-i", *(f"{name}={value}" for name, value in environment.items()), *become]
        )
        commands = [shlex.join(map(self.rewritten, words)) for words in units.commands(unit)]
        last = len(commands) - 1
        lines = [
            f"{'exec ' if number == last else ''}{prefix} {words}" for number, words in enumerate(commands)
        ]
        folder = self.rewritten(directives["WorkingDirectory"][0])
        umask = directives.get("UMask", ["0022"])[0]
        return "\n".join(["#!/bin/bash", "set -e", f"umask {umask}", f"cd {folder}", *lines, ""])

    def start_unit(self, unit: str) -> None:
        self.start(unit, [self.folder / "run" / f"{unit}.service"])

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()
