#define _GNU_SOURCE 1

#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <limits.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/// An event counter: it takes one descriptor, where a pipe takes two.
static int wake_descriptor = -1;
static struct termios shell_termios;
static bool has_shell_termios;
static char exit_string[1024];
static size_t exit_length;
// Atomic, because a signal handler may run on any thread.
static atomic_int is_active;
static atomic_int received[NSIG];
static atomic_int fatal_signal;

// All signals whose default action terminates the process, except SIGALRM, SIGPIPE and crashes.
static const int fatal_signals[] = {SIGTERM, SIGINT,    SIGHUP,  SIGQUIT, SIGUSR1, SIGUSR2,
                                    SIGXCPU, SIGVTALRM, SIGPROF, SIGPOLL, SIGPWR,  SIGSTKFLT};
static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS};
/// The actions that follow `on_crash`, by signal number.
static struct sigaction next_crash_actions[NSIG];

/// The temporary files; a path is valid while its slot is in use.
static char temporary_files[8][PATH_MAX];
enum slot_state { FREE, RESERVED, IN_USE };
static atomic_int slot_states[8];

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/// Whether another process group, usually the shell, is in the foreground of the terminal.
static bool in_background(void) {
  pid_t owner = tcgetpgrp(STDIN_FILENO);
  return owner > 0 && owner != getpgrp();
}

static void write_all(const char *text, size_t length) {
  while (length > 0) {
    ssize_t written = write(STDOUT_FILENO, text, length);
    if (written <= 0) return;
    text += written;
    length -= (size_t)written;
  }
}

/// Restores screen and mode; async-signal-safe, and never blocks on a stuck terminal.
static void restore_terminal(void) {
  if (!is_active || in_background()) return;
  is_active = 0;
  int flags = fcntl(STDOUT_FILENO, F_GETFL);
  fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
  ssize_t written = write(STDOUT_FILENO, exit_string, exit_length);
  if (written < (ssize_t)exit_length) {
    // The terminal is not reading: discard its queue to make room for the exit string.
    tcflush(STDOUT_FILENO, TCOFLUSH);
    tcflow(STDOUT_FILENO, TCOON);
    write_all(exit_string, exit_length);
  }
  fcntl(STDOUT_FILENO, F_SETFL, flags);
  guard_restore_mode();
}

int guard_add_temporary_file(const char *path) {
  if (strlen(path) >= PATH_MAX) return -1;
  for (int slot = 0; slot < (int)COUNT(slot_states); slot++) {
    int expected = FREE;
    if (!atomic_compare_exchange_strong(&slot_states[slot], &expected, RESERVED)) continue;
    strcpy(temporary_files[slot], path);
    slot_states[slot] = IN_USE;
    return slot;
  }
  return -1;
}

void guard_forget_temporary_file(int slot) {
  if (slot >= 0) slot_states[slot] = FREE;
}

void guard_remove_temporary_files(void) {
  for (size_t slot = 0; slot < COUNT(slot_states); slot++)
    if (slot_states[slot] == IN_USE) unlink(temporary_files[slot]);
}

static void set_action(int number, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

static void raise_unblocked(int number) {
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  raise(number);
}

_Noreturn void guard_raise_fatal(int number) {
  restore_terminal();
  guard_remove_temporary_files();
  set_action(number, SIG_DFL, 0);
  raise_unblocked(number);
  _exit(128 + number);
}

static void on_crash(int number) {
  restore_terminal();
  guard_remove_temporary_files();
  sigaction(number, &next_crash_actions[number], NULL);
  raise_unblocked(number);
}

static void on_alarm(int number) {
  (void)number;
  if (fatal_signal) guard_raise_fatal(fatal_signal);
}

/// The timer of the processor time of the event loop's thread; other threads may compute meanwhile.
static timer_t work_timer;
static bool has_work_timer;

static void set_work_limit(long nanoseconds) {
  struct itimerspec once = {.it_value = {.tv_nsec = nanoseconds}};
  if (has_work_timer) timer_settime(work_timer, 0, &once, NULL);
}

static void on_fatal_signal(int number) {
  int error = errno;
  if (fatal_signal) guard_raise_fatal(number);
  fatal_signal = number;
  // If the event loop is blocked in a write or a computation, `on_alarm` ends the process. The
  // limit of a computation is processor time, which a loaded machine does not shorten.
  alarm(1);
  set_work_limit(300000000);
  guard_wake();
  errno = error;
}

void guard_cancel_alarm(void) {
  alarm(0);
  set_work_limit(0);
}

static void on_signal(int number) {
  int error = errno;
  received[number] = 1;
  guard_wake();
  errno = error;
}

/// The timer of the watch, whose signal is sent to the watched thread.
static timer_t watch_timer;
static bool has_watch_timer;
/// The input read during the watch; only the watched thread uses it.
static uint8_t early_input[4096];
static size_t early_length;
/// Whether the input read during the watch contains ^C.
static bool has_interrupt;
/// The processor time of the watched thread at ^C, and the intervals of the watch since then.
static long work_at_interrupt;
static int intervals_since_interrupt;

enum { watch_interval = 50000000, max_intervals = 20 };

/// The processor time of this thread in nanoseconds.
static long thread_work(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1000000000 + time.tv_nsec;
}

/// Whether the watched thread has had an interval of processor time, or a second, to handle ^C.
static bool ignores_interrupt(void) {
  intervals_since_interrupt++;
  return thread_work() - work_at_interrupt >= watch_interval ||
         intervals_since_interrupt >= max_intervals;
}

static void set_watch(long nanoseconds) {
  struct itimerspec once = {.it_value = {.tv_nsec = nanoseconds}};
  if (has_watch_timer) timer_settime(watch_timer, 0, &once, NULL);
}

void guard_begin_work(void) { set_watch(watch_interval); }

void guard_end_work(void) { set_watch(0); }

bool guard_has_input(void) { return early_length > 0; }

size_t guard_take_input(uint8_t *bytes, size_t capacity) {
  size_t count = early_length < capacity ? early_length : capacity;
  memcpy(bytes, early_input, count);
  memmove(early_input, early_input + count, early_length - count);
  early_length -= count;
  has_interrupt = false;
  return count;
}

static void on_watch(int number) {
  (void)number;
  int error = errno;
  struct pollfd source = {.fd = STDIN_FILENO, .events = POLLIN};
  if (!has_interrupt && is_active && !in_background() && early_length < sizeof early_input &&
      poll(&source, 1, 0) > 0 && source.revents & POLLIN) {
    uint8_t *start = early_input + early_length;
    ssize_t count = read(STDIN_FILENO, start, sizeof early_input - early_length);
    if (count > 0) {
      early_length += (size_t)count;
      has_interrupt = memchr(start, 3, (size_t)count) != NULL;
      work_at_interrupt = thread_work();
      intervals_since_interrupt = 0;
    }
  } else if (has_interrupt && ignores_interrupt()) {
    guard_raise_fatal(SIGINT);
  }
  set_watch(watch_interval);
  errno = error;
}

/// Creates a timer that sends a signal to this thread; returns false without resources for a timer.
static bool create_timer(clockid_t clock, int number, void (*handler)(int), timer_t *timer) {
  set_action(number, handler, SA_RESTART);
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = number};
  event._sigev_un._tid = (pid_t)syscall(SYS_gettid);
  return timer_create(clock, &event, timer) == 0;
}

/// Creates the timers of this thread, which runs the event loop.
static void create_timers(void) {
  if (!has_watch_timer)
    has_watch_timer = create_timer(CLOCK_MONOTONIC, SIGRTMIN, on_watch, &watch_timer);
  if (!has_work_timer)
    has_work_timer = create_timer(CLOCK_THREAD_CPUTIME_ID, SIGRTMIN + 1, on_alarm, &work_timer);
}

static bool is_ignored(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void install_crash_handlers(void) {
  for (size_t i = 0; i < COUNT(crash_signals); i++) {
    int number = crash_signals[i];
    struct sigaction former;
    sigaction(number, NULL, &former);
    if (former.sa_handler == on_crash) continue;
    next_crash_actions[number] = former;
    set_action(number, on_crash, SA_ONSTACK);
  }
}

void guard_install_file_removal(void) {
  install_crash_handlers();
  // A signal that the parent ignores, as nohup does, stays ignored.
  for (size_t i = 0; i < COUNT(fatal_signals); i++)
    if (!is_ignored(fatal_signals[i])) set_action(fatal_signals[i], guard_raise_fatal, 0);
  if (!is_ignored(SIGPIPE)) set_action(SIGPIPE, guard_raise_fatal, 0);
}

bool guard_install(void) {
  if (wake_descriptor < 0) wake_descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (wake_descriptor < 0) return false;
  has_shell_termios = tcgetattr(STDIN_FILENO, &shell_termios) == 0;
  guard_install_signal_stack();
  // Swift's crash handler prompts on the terminal and waits 30 s, so it follows ours only if the
  // user has set SWIFT_BACKTRACE.
  install_crash_handlers();
  if (getenv("SWIFT_BACKTRACE") == NULL)
    for (size_t i = 0; i < COUNT(crash_signals); i++)
      next_crash_actions[crash_signals[i]] = (struct sigaction){.sa_handler = SIG_DFL};
  // A signal that the parent ignores, as nohup does, stays ignored.
  for (size_t i = 0; i < COUNT(fatal_signals); i++)
    if (!is_ignored(fatal_signals[i])) set_action(fatal_signals[i], on_fatal_signal, SA_RESTART);
  if (!is_ignored(SIGTSTP)) set_action(SIGTSTP, on_signal, SA_RESTART);
  set_action(SIGCONT, on_signal, SA_RESTART);
  set_action(SIGWINCH, on_signal, SA_RESTART);
  set_action(SIGALRM, on_alarm, SA_RESTART);
  create_timers();
  // The failed write reports EPIPE.
  set_action(SIGPIPE, SIG_IGN, 0);
  return true;
}

void guard_set_exit_string(const char *text, size_t length) {
  exit_length = length < sizeof exit_string ? length : sizeof exit_string;
  memcpy(exit_string, text, exit_length);
}

void guard_set_active(bool active) { is_active = active; }

int guard_wake_descriptor(void) { return wake_descriptor; }

void guard_wake(void) {
  uint64_t one = 1;
  // If the counter is full, a wake-up is pending already.
  if (write(wake_descriptor, &one, sizeof one) < 0) return;
}

void guard_drain(void) {
  uint64_t count;
  if (read(wake_descriptor, &count, sizeof count) < 0) return;
}

bool guard_take_signal(int number) {
  // One atomic operation: a separate reset could drop a signal that arrives in between.
  return atomic_exchange(&received[number], 0);
}

int guard_fatal_signal(void) { return fatal_signal; }

void guard_restore_mode(void) {
  if (!has_shell_termios) return;
  // In a background process group, tcsetattr() raises SIGTTOU, which would stop the process.
  sigset_t blocked, old;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &blocked, &old);
  tcsetattr(STDIN_FILENO, TCSANOW, &shell_termios);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
}

void guard_stop_process(bool whole_job) {
  if (is_ignored(SIGTSTP)) return;
  set_action(SIGTSTP, SIG_IGN, 0);
  if (whole_job) kill(0, SIGTSTP);
  set_action(SIGTSTP, SIG_DFL, 0);
  // raise() signals this thread, so the process stops before raise() returns.
  raise(SIGTSTP);
  set_action(SIGTSTP, on_signal, SA_RESTART);
  received[SIGTSTP] = 0;
  received[SIGCONT] = 0;
  if (!in_background()) has_shell_termios = tcgetattr(STDIN_FILENO, &shell_termios) == 0;
}

void guard_install_signal_stack(void) {
  static _Thread_local char stack[64 * 1024];
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
}

#if __has_feature(address_sanitizer)
/// Disables AddressSanitizer's alternate stacks: it would unmap ours when a thread ends.
const char *__asan_default_options(void) { return "use_sigaltstack=0"; }
#endif
