#define _GNU_SOURCE 1

#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int wake_pipe[2] = {-1, -1};
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
  set_action(number, SIG_DFL, 0);
  raise_unblocked(number);
  _exit(128 + number);
}

static void on_crash(int number) {
  restore_terminal();
  sigaction(number, &next_crash_actions[number], NULL);
  raise_unblocked(number);
}

static void on_fatal_signal(int number) {
  int error = errno;
  if (fatal_signal) guard_raise_fatal(number);
  fatal_signal = number;
  // If the event loop is blocked in a write, `on_alarm` ends the process after 1 s.
  alarm(1);
  guard_wake();
  errno = error;
}

static void on_alarm(int number) {
  (void)number;
  if (fatal_signal) guard_raise_fatal(fatal_signal);
}

static void on_signal(int number) {
  int error = errno;
  received[number] = 1;
  guard_wake();
  errno = error;
}

static bool is_ignored(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

bool guard_install(void) {
  if (wake_pipe[0] < 0 && pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  has_shell_termios = tcgetattr(STDIN_FILENO, &shell_termios) == 0;
  guard_install_signal_stack();
  // Swift's crash handler prompts on the terminal and waits 30 s, so it follows ours only if the
  // user has set SWIFT_BACKTRACE.
  bool has_backtrace = getenv("SWIFT_BACKTRACE") != NULL;
  for (size_t i = 0; i < COUNT(crash_signals); i++) {
    int number = crash_signals[i];
    if (has_backtrace)
      sigaction(number, NULL, &next_crash_actions[number]);
    else
      next_crash_actions[number].sa_handler = SIG_DFL;
    set_action(number, on_crash, SA_ONSTACK);
  }
  // A signal that the parent ignores, as nohup does, stays ignored.
  for (size_t i = 0; i < COUNT(fatal_signals); i++)
    if (!is_ignored(fatal_signals[i])) set_action(fatal_signals[i], on_fatal_signal, SA_RESTART);
  if (!is_ignored(SIGTSTP)) set_action(SIGTSTP, on_signal, SA_RESTART);
  set_action(SIGCONT, on_signal, SA_RESTART);
  set_action(SIGWINCH, on_signal, SA_RESTART);
  set_action(SIGALRM, on_alarm, SA_RESTART);
  // The failed write reports EPIPE.
  set_action(SIGPIPE, SIG_IGN, 0);
  return true;
}

void guard_set_exit_string(const char *text, size_t length) {
  exit_length = length < sizeof exit_string ? length : sizeof exit_string;
  memcpy(exit_string, text, exit_length);
}

void guard_set_active(bool active) { is_active = active; }

int guard_wake_descriptor(void) { return wake_pipe[0]; }

void guard_wake(void) {
  // If the pipe is full, a wake-up is pending already.
  if (write(wake_pipe[1], "", 1) < 0) return;
}

void guard_drain(void) {
  char bytes[256];
  while (read(wake_pipe[0], bytes, sizeof bytes) > 0) continue;
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
