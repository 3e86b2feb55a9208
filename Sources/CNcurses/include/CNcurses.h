#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Terminfo.

/// Loads the terminfo entry of $TERM; false if there is none.
bool terminfo_read(void);
/// Returns a number capability, or -1 if absent.
int terminfo_number(const char *name);
/// Returns a Boolean capability.
bool terminfo_flag(const char *name);
/// Returns a string capability, or NULL if absent.
const char *terminfo_string(const char *name);
/// Returns the name of a Boolean capability in the order of a compiled entry; NULL past the end.
const char *terminfo_flag_name(int index);
/// Returns the name of a number capability in the order of a compiled entry; NULL past the end.
const char *terminfo_number_name(int index);
/// Returns the name of a string capability in the order of a compiled entry; NULL past the end.
const char *terminfo_string_name(int index);

// Locale.

/// Sets LC_CTYPE; `name` "" means the environment's locale. False if the locale does not exist.
bool locale_set(const char *name);
/// Returns whether the current locale is UTF-8.
bool locale_is_utf8(void);
/// Returns the width of a character in columns; -1 if it is not printable.
int scalar_width(uint32_t scalar);

// Screen.

/// Attributes for `screen_put`.
typedef enum { INK_BOLD = 1, INK_REVERSE = 2 } ink_flags;

/// Opens the screen: raw input, no echo, alternate screen. False if curses cannot use the terminal.
bool screen_open(void);
/// Leaves the alternate screen; the next `screen_flush` enters it again.
void screen_suspend(void);
/// Starts colours with the terminal's default pair, and returns the number of colours; 0 if none.
int screen_start_colors(void);
/// Returns the number of colour pairs that curses supports.
int screen_pair_limit(void);
/// Returns the number of a colour pair, or a negative number on failure; -1 means a default colour.
int screen_alloc_pair(int foreground, int background);
/// Frees all colour pairs.
void screen_reset_pairs(void);
/// Stores the size that curses uses.
void screen_size(int *rows, int *columns);
/// Sets the size that curses uses.
void screen_resize(int rows, int columns);
/// Writes a character with `ink_flags` and a colour pair into the next frame.
void screen_put(int row, int column, uint32_t scalar, int flags, int pair);
/// Blanks the next frame.
void screen_erase(void);
/// Makes the next flush write every cell without clearing the terminal.
void screen_touch(void);
/// Makes the next flush clear the terminal and write every cell.
void screen_redraw(void);
/// Shows the cursor at a position.
void screen_show_cursor(int row, int column);
/// Hides the cursor.
void screen_hide_cursor(void);
/// Writes all changed cells.
void screen_flush(void);
/// Returns the bytes that update the changed cells, valid until the next call.
///
/// The caller writes the bytes. Without a memfd, the function writes them itself and returns NULL.
/// After `screen_suspend`, call `screen_flush` instead, which enters the alternate screen again.
const char *screen_capture_frame(size_t *length);

// Memory.

/// Makes all threads allocate from one arena of glibc; without glibc, does nothing.
///
/// Has no effect once a second thread has allocated memory.
void memory_share_arena(void);

// Stack.

/// Calls `body`, on another thread if the limit of this stack is smaller than `bytes`.
///
/// All later threads have stacks of this size, too.
void stack_run(size_t bytes, void (*body)(void));

// Signal guard: restores the terminal when the process ends or stops.

/// Makes each signal that ends the process first remove the temporary files; SIGQUIT then ends the
/// process at once, without the dialogue of Swift's crash handler.
void guard_install_file_removal(void);
/// Registers a file that a fatal signal removes; returns its slot, or -1 if there is none.
int guard_add_temporary_file(const char *path);
/// Frees the slot of a temporary file, which the caller has renamed or removed.
void guard_forget_temporary_file(int slot);
/// Removes all temporary files; async-signal-safe.
void guard_remove_temporary_files(void);
/// Installs all signal handlers and saves the terminal mode; false if no pipe can be created.
bool guard_install(void);
/// Sets the bytes that the signal handlers write to restore the shell's screen.
void guard_set_exit_string(const char *text, size_t length);
/// Sets whether the signal handlers restore the terminal.
void guard_set_active(bool active);
/// Returns the descriptor to poll: readable after a signal or a call of `guard_wake`.
int guard_wake_descriptor(void);
/// Makes the wake descriptor readable; async-signal-safe.
void guard_wake(void);
/// Empties the wake descriptor.
void guard_drain(void);
/// Starts to watch for ^C while the thread that called `guard_install` is busy for long.
///
/// Unless the thread takes the input within 100 ms, ^C restores the terminal and ends the process
/// by SIGINT.
void guard_begin_work(void);
/// Ends the watch.
void guard_end_work(void);
/// Returns whether `guard_take_input` has input.
bool guard_has_input(void);
/// Moves input that was read during the watch to `bytes`; returns the number of bytes.
size_t guard_take_input(uint8_t *bytes, size_t capacity);
/// Returns whether this signal has arrived since the last call.
bool guard_take_signal(int signal);
/// Returns the fatal signal that arrived, such as SIGTERM, SIGINT, SIGHUP or SIGQUIT; 0 if none.
int guard_fatal_signal(void);
/// Restores the terminal mode saved by `guard_install`.
void guard_restore_mode(void);
/// Stops the process, or its whole process group, as SIGTSTP does; returns after SIGCONT.
void guard_stop_process(bool whole_job);
/// Gives the caller the time to end the process after a fatal signal, which otherwise ends soon.
void guard_cancel_alarm(void);
/// Restores the terminal and ends the process by this signal's default action.
_Noreturn void guard_raise_fatal(int signal);
/// Installs an alternate signal stack, so a stack overflow of this thread can be handled.
void guard_install_signal_stack(void);
