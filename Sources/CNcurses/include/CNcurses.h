#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What a terminal can do, by its description.

/// Reads the description of $TERM; false if there is none.
bool terminfo_read(void);
/// The number of that name, or -1.
int terminfo_number(const char *name);
bool terminfo_flag(const char *name);
/// The string of that name, or NULL.
const char *terminfo_string(const char *name);
/// The names of all flags, numbers and strings in the order of a compiled entry; NULL past the end.
const char *terminfo_flag_name(int index);
const char *terminfo_number_name(int index);
const char *terminfo_string_name(int index);

/// Takes the locale of the environment for characters; `name` "" means the environment's.
bool locale_set(const char *name);
bool locale_is_utf8(void);
/// How many columns a character takes; -1 for one that cannot be shown.
int scalar_width(uint32_t scalar);

// The screen.

typedef enum { INK_BOLD = 1, INK_REVERSE = 2 } ink_flags;

/// Takes the terminal: raw, no echo, alternate screen. False if it cannot be used.
bool screen_open(void);
/// Gives it back; `screen_flush` takes it again.
void screen_suspend(void);
/// Starts colours over the terminal's own two, and tells how many there are; 0 if none.
int screen_start_colors(void);
int screen_pair_limit(void);
/// The number of a pair of colours, -1 meaning the terminal's own; negative if there is no room.
int screen_alloc_pair(int fore, int back);
void screen_reset_pairs(void);
void screen_size(int *rows, int *columns);
void screen_resize(int rows, int columns);
void screen_put(int row, int column, uint32_t scalar, int flags, int pair);
void screen_erase(void);
/// Makes the next flush write every cell over whatever is there.
void screen_touch(void);
/// Makes the next flush clear the terminal and write every cell.
void screen_redraw(void);
void screen_show_cursor(int row, int column);
void screen_hide_cursor(void);
/// Writes what has changed.
void screen_flush(void);
/// The bytes of what has changed, to be written by the caller, until the next call; they may be
/// none, if the system lent nothing to hold them and they have been written.
///
/// Not after `screen_suspend`: only `screen_flush` takes the terminal again.
const char *screen_capture_frame(size_t *length);

// Signals, and the way back to a usable shell whatever happens.

/// Installs all handlers and remembers how the terminal was; false if there is no pipe to be had.
bool guard_install(void);
/// What a handler writes when all else fails.
void guard_set_exit_string(const char *text, size_t length);
/// Whether there is anything to restore.
void guard_set_active(bool on);
/// The end to poll; becomes readable when a signal has come or `guard_wake` was called.
int guard_wake_descriptor(void);
void guard_wake(void);
void guard_drain(void);
/// Whether a signal has come since it was last asked.
bool guard_take_signal(int signal);
/// The first of TERM, INT, HUP, QUIT and their like that has come, or 0.
int guard_fatal_signal(void);
/// Puts the terminal's mode back as it was at the start.
void guard_restore_mode(void);
/// Stops as the default action would, with its whole job if asked; returns when continued.
void guard_stop_process(bool whole_job);
/// Ends by this signal, as if it had never been caught.
_Noreturn void guard_raise_fatal(int signal);
/// Handles a stack overflow of the calling thread.
void guard_install_signal_stack(void);
