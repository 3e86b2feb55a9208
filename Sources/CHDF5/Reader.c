#define _GNU_SOURCE 1

#include "CHDF5.h"
#include "Library.h"
#include "Reader.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

// The process that reads an HDF5 file. Its standard input and output are the channel.

// The memory of the library beside the numbers, and the time without the time for the numbers.
enum { memory_limit = 32 << 20, time_limit = 1000000 };

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SHADOW_MEMORY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SHADOW_MEMORY 1
#endif
#endif

// Returns the bytes of virtual memory of this process; 0 if they are unknown.
static uint64_t used_memory(void) {
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file) return 0;
  if (fscanf(file, "%lu", &pages) != 1) pages = 0;
  fclose(file);
  return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

// Limits the memory beyond that in use to the limit and three times the numbers: in the array, in a
// chunk, and compressed.
static void limit_memory(uint64_t used, uint64_t numbers) {
#ifndef HAS_SHADOW_MEMORY
  if (used == 0) return;
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0) return;
  rlim_t bytes = used + memory_limit + 3 * numbers * sizeof(double);
  limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
  setrlimit(RLIMIT_AS, &limit);
#endif
}

// Adds microseconds to the processor time after which SIGPROF ends this process.
static void add_time(uint64_t microseconds) {
  struct itimerval timer;
  if (getitimer(ITIMER_PROF, &timer) != 0) return;
  microseconds += (uint64_t)timer.it_value.tv_sec * 1000000 + (uint64_t)timer.it_value.tv_usec;
  timer.it_value.tv_sec = (time_t)(microseconds / 1000000);
  timer.it_value.tv_usec = (suseconds_t)(microseconds % 1000000);
  setitimer(ITIMER_PROF, &timer, NULL);
}

// The damage of a file must neither leave a core file nor start a handler of the program.
static void forget_program(void) {
  sigset_t none;
  sigemptyset(&none);
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, NULL);
  struct rlimit nothing = {0, 0};
  setrlimit(RLIMIT_CORE, &nothing);
  setrlimit(RLIMIT_FSIZE, &nothing);
  prctl(PR_SET_DUMPABLE, 0);
}

static void send_bytes(const void *bytes, size_t count) {
  while (count > 0) {
    ssize_t sent = write(STDOUT_FILENO, bytes, count);
    if (sent <= 0) _exit(1);
    bytes = (const char *)bytes + sent;
    count -= (size_t)sent;
  }
}

static void send_status(hdf5_status status) {
  hdf5_message message = {.status = status};
  send_bytes(&message, sizeof message);
}

static void send_numbers(hdf5_id file, const hdf5_message *dataset, uint64_t used) {
  uint64_t count = 1;
  for (int axis = 0; axis < dataset->rank; axis++) count *= dataset->extents[axis];
  limit_memory(used, count);
  // Numbers that are compressed take some 50 ns each.
  add_time(count / 4);
  double *values = malloc(count * sizeof(double));
  bool succeeded = values && library_read(file, dataset->name, values);
  send_status(succeeded ? hdf5_numbers : hdf5_unreadable);
  if (succeeded) send_bytes(values, count * sizeof(double));
  free(values);
}

static void describe(hdf5_id file, hdf5_message *dataset) {
  dataset->status = hdf5_dataset;
  dataset->rank =
      library_extents(file, dataset->name, dataset->extents, 2, &dataset->stored);
  if (dataset->rank < 0) return;
  dataset->chunk_elements = library_chunk_elements(file, dataset->name);
  dataset->is_elsewhere = library_is_elsewhere(file, dataset->name);
}

static void read_file(const char *path) {
  forget_program();
  add_time(time_limit);
  if (!library_load()) return send_status(hdf5_no_library);
  uint64_t used = used_memory();
  limit_memory(used, 0);
  hdf5_id file = library_open(path);
  if (file < 0) return send_status(hdf5_unreadable);
  int64_t count = library_count(file);
  hdf5_message opened = {.status = hdf5_opened, .extents = {(uint64_t)count, 0}};
  send_bytes(&opened, sizeof opened);
  for (int64_t index = 0; index < count; index++) {
    hdf5_message dataset = {0};
    char request = 0;
    if (!library_dataset_name(file, index, dataset.name, sizeof dataset.name)) continue;
    describe(file, &dataset);
    send_bytes(&dataset, sizeof dataset);
    if (read(STDIN_FILENO, &request, 1) != 1) return;
    if (request == hdf5_read) send_numbers(file, &dataset, used);
  }
  send_status(hdf5_end);
}

// Runs before `main`, so that every program with this module, a test too, can be the reader.
// glibc passes the arguments of `main`.
__attribute__((constructor)) static void read_as_reader(int count, char **arguments) {
  if (count != 2 || strcmp(arguments[0], READER_NAME) != 0) return;
  read_file(arguments[1]);
  // Without the destructors of the library and of the program.
  _exit(0);
}
