#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

// HDF5 files are read in a process of their own: libhdf5 crashes on some damaged files.

/// The kind of a message.
typedef enum hdf5_status {
  hdf5_no_library = 1,
  hdf5_unreadable,
  hdf5_opened,
  hdf5_dataset,
  /// After a request: the numbers of the dataset follow as doubles.
  hdf5_numbers,
  hdf5_end,
} hdf5_status;

/// What the reader sends: the first message is about the file, the next about each dataset.
typedef struct {
  hdf5_status status;
  /// The number of extents; negative for a dataset without numbers.
  int32_t rank;
  /// Without a dataset, the first extent is the number of entries at the top of the file.
  uint64_t extents[2];
  /// The number of bytes in the file.
  uint64_t stored;
  /// The number of elements of a chunk; 0 without chunks.
  uint64_t chunk_elements;
  /// Whether the numbers are in another file; also if that is unknown.
  int32_t is_elsewhere;
  /// The name, which ends with a zero.
  char name[260];
} hdf5_message;

/// The answer to a message about a dataset.
typedef enum hdf5_request { hdf5_skip = 's', hdf5_read = 'r' } hdf5_request;

/// Starts this program as the reader of a file; returns its process, or -1 with an error in `errno`.
///
/// The reader is the same executable, with another name of the program; it never enters `main`.
/// `channel` receives a socket: after each message about a dataset the reader expects a request.
pid_t hdf5_start_reader(const char *path, int *channel);
/// Receives bytes from a channel; false at its end or on an error.
bool hdf5_receive(int channel, void *bytes, size_t count);
/// Sends a request through a channel; false if the reader is gone.
bool hdf5_send(int channel, char request);
/// Closes the channel of a reader and ends the reader; returns the signal that ended it before.
///
/// 0 if no signal did.
int hdf5_stop_reader(pid_t reader, int channel);
/// Whether a signal ended a reader because it exceeded its time.
bool hdf5_is_timeout(int signal);
