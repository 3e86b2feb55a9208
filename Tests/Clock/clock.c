// Preloaded into a program, replaces each wait of poll() by a jump of CLOCK_MONOTONIC.
//
// The file CLOCK_FILE holds the sum of the jumps, in nanoseconds.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static long long unseen;
static volatile long long *ahead = &unseen;

__attribute__((constructor)) static void show(void) {
  const char *path = getenv("CLOCK_FILE");
  int file = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
  if (file < 0 || ftruncate(file, sizeof *ahead) != 0) return;
  void *place = mmap(NULL, sizeof *ahead, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (place != MAP_FAILED) ahead = place;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
  int status = real(clock, time);
  if (clock != CLOCK_MONOTONIC) return status;
  long long nanoseconds = time->tv_sec * 1000000000LL + time->tv_nsec + *ahead;
  time->tv_sec = nanoseconds / 1000000000;
  time->tv_nsec = nanoseconds % 1000000000;
  return status;
}

int poll(struct pollfd *files, nfds_t count, int milliseconds) {
  int (*real)(struct pollfd *, nfds_t, int) = dlsym(RTLD_NEXT, "poll");
  // Without a positive timeout there is no time to skip.
  if (milliseconds <= 0) return real(files, count, milliseconds);
  int ready = real(files, count, 0);
  if (ready == 0) *ahead += milliseconds * 1000000LL;
  return ready;
}
