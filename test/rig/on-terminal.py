"""Runs a command on a terminal of its own. Usage: on-terminal.py COLUMNS ROWS COMMAND...; lines on stdin: size C R, key HEX."""
import fcntl, os, pty, select, struct, sys, termios

def resize(columns, rows):
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

columns, rows = int(sys.argv[1]), int(sys.argv[2])
size = struct.pack("HHHH", rows, columns, 0, 0)
child, master = pty.fork()
if child == 0:
    # Its size is set before the command looks.
    fcntl.ioctl(0, termios.TIOCSWINSZ, size)
    os.execvp(sys.argv[3], sys.argv[3:])
sources, asked = [master, 0], b""
while True:
    ready = select.select(sources, [], [])[0]
    if master in ready:
        try:
            said = os.read(master, 65536)
        except OSError:
            said = b""
        if not said:
            break
        os.write(1, said)
    if 0 in ready:
        more = os.read(0, 4096)
        if not more:
            sources.remove(0)
        *lines, asked = (asked + more).split(b"\n")
        for line in lines:
            what, *values = line.decode().split(" ")
            if what == "size":
                resize(int(values[0]), int(values[1]))
            else:
                os.write(master, bytes.fromhex(values[0]))
status = os.waitpid(child, 0)[1]
sys.exit(128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))
