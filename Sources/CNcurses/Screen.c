#define _GNU_SOURCE 1
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"

#include <curses.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#include <wchar.h>

/// The stream to which curses writes, with its own duplicate of stdout's descriptor.
static FILE *curses_output;
/// The memfd that receives curses' output while a frame is captured; -1 if there is none.
static int frame_descriptor = -1;

bool locale_set(const char *name) { return setlocale(LC_CTYPE, name) != NULL; }

bool locale_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

int scalar_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

/// Whether the terminal reports a size whose cells would take gigabytes.
static bool has_huge_size(void) {
  struct winsize size;
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && (size.ws_row > 1000 || size.ws_col > 2000);
}

bool screen_open(void) {
  // Otherwise, curses starts with the size of the terminfo entry, and `screen_resize` follows.
  use_env(!has_huge_size());
  use_tioctl(!has_huge_size());
  if (curses_output == NULL) {
    int descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    // curses needs one more descriptor to read the terminfo entry.
    int spare = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    curses_output = descriptor < 0 || spare < 0 ? NULL : fdopen(descriptor, "w");
    // RLIMIT_FSIZE (ulimit -f) also limits a memfd, and would truncate a frame.
    struct rlimit limit;
    bool fits = getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur >= 64 << 20;
    frame_descriptor = fits && curses_output != NULL ? memfd_create("frame", MFD_CLOEXEC) : -1;
    close(spare < 0 ? descriptor : spare);
  }
  if (newterm(NULL, curses_output == NULL ? stdout : curses_output, stdin) == NULL) return false;
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  leaveok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  // By default, pending input interrupts refresh().
  typeahead(-1);
  curs_set(0);
  return true;
}

void screen_suspend(void) { endwin(); }

int screen_start_colors(void) {
  if (start_color() == ERR) return 0;
  use_default_colors();
  return COLORS;
}

int screen_pair_limit(void) { return COLOR_PAIRS; }

int screen_alloc_pair(int foreground, int background) {
  return alloc_pair(foreground, background);
}

void screen_reset_pairs(void) { reset_color_pairs(); }

void screen_size(int *rows, int *columns) { getmaxyx(stdscr, *rows, *columns); }

void screen_resize(int rows, int columns) { resize_term(rows, columns); }

void screen_put(int row, int column, uint32_t scalar, int flags, int pair) {
  wchar_t text[2] = {(wchar_t)scalar, 0};
  attr_t attributes = (flags & INK_BOLD ? A_BOLD : 0) | (flags & INK_REVERSE ? A_REVERSE : 0);
  cchar_t cell;
  if (setcchar(&cell, text, attributes, 0, &pair) == OK) mvadd_wch(row, column, &cell);
}

void screen_erase(void) { erase(); }

void screen_touch(void) { redrawwin(stdscr); }

void screen_redraw(void) { clearok(curscr, TRUE); }

void screen_show_cursor(int row, int column) {
  move(row, column);
  curs_set(1);
}

void screen_hide_cursor(void) {
  move(0, 0);
  curs_set(0);
}

void screen_flush(void) { refresh(); }

const char *screen_capture_frame(size_t *length) {
  static char *frame;
  static size_t capacity;
  *length = 0;
  if (curses_output == NULL || frame_descriptor < 0 || ftruncate(frame_descriptor, 0) != 0 ||
      lseek(frame_descriptor, 0, SEEK_SET) != 0 ||
      dup3(frame_descriptor, fileno(curses_output), O_CLOEXEC) < 0) {
    refresh();
    return NULL;
  }
  refresh();
  dup3(STDOUT_FILENO, fileno(curses_output), O_CLOEXEC);
  size_t written = (size_t)lseek(frame_descriptor, 0, SEEK_CUR);
  if (written > capacity) {
    char *larger = realloc(frame, written);
    if (larger == NULL) return NULL;
    frame = larger;
    capacity = written;
  }
  ssize_t count = pread(frame_descriptor, frame, written, 0);
  *length = count < 0 ? 0 : (size_t)count;
  return frame;
}
