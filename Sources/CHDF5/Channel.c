#define _GNU_SOURCE 1

#include "CHDF5.h"
#include "Reader.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static pid_t spawn(const char *path, int end) {
  char *arguments[] = {READER_NAME, (char *)path, NULL};
  pid_t reader = -1;
  posix_spawn_file_actions_t actions;
  if (posix_spawn_file_actions_init(&actions) != 0) return -1;
  posix_spawn_file_actions_adddup2(&actions, end, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, end, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  int error = posix_spawn(&reader, "/proc/self/exe", &actions, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  errno = error;
  return error == 0 ? reader : -1;
}

pid_t hdf5_start_reader(const char *path, int *channel) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return -1;
  pid_t reader = spawn(path, ends[1]);
  int error = errno;
  close(ends[1]);
  *channel = ends[0];
  if (reader < 0) close(ends[0]);
  errno = error;
  return reader;
}

bool hdf5_receive(int channel, void *bytes, size_t count) {
  while (count > 0) {
    ssize_t received = recv(channel, bytes, count, 0);
    if (received < 0 && errno == EINTR) continue;
    if (received <= 0) return false;
    bytes = (char *)bytes + received;
    count -= (size_t)received;
  }
  return true;
}

bool hdf5_send(int channel, char request) {
  while (send(channel, &request, 1, MSG_NOSIGNAL) != 1) {
    if (errno != EINTR) return false;
  }
  return true;
}

int hdf5_stop_reader(pid_t reader, int channel) {
  int status = 0;
  close(channel);
  // The signal has no effect on a reader that ends already.
  pid_t ended = waitpid(reader, &status, WNOHANG);
  if (ended == 0) {
    kill(reader, SIGKILL);
    while ((ended = waitpid(reader, &status, 0)) < 0 && errno == EINTR) {}
  }
  return ended == reader && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

bool hdf5_is_timeout(int signal) { return signal == SIGPROF || signal == SIGXCPU; }
