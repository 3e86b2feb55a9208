#pragma once

#include <stdbool.h>
#include <stdint.h>

// HDF5, opened at run time: who has no HDF5 file needs no library.

/// Loads libhdf5; false if the machine has none.
bool library_load(void);

/// An open file; negative if it cannot be opened.
typedef int64_t hdf5_id;

/// Opens a file to read; negative if it is not a whole HDF5 file.
hdf5_id library_open(const char *path);
/// Returns the number of entries at the top of a file; negative if the list is damaged.
int64_t library_count(hdf5_id file);
/// Writes the name of an entry; false if it is longer than the buffer or not a dataset.
bool library_dataset_name(hdf5_id file, int64_t index, char *name, int64_t capacity);
/// Writes the extents of a dataset of numbers; returns how many, or a negative number.
///
/// `stored` receives the number of bytes in the file.
int library_extents(hdf5_id file, const char *name, uint64_t *extents, int capacity,
                    uint64_t *stored);
/// Returns the number of elements of a chunk of a dataset; 0 without chunks.
uint64_t library_chunk_elements(hdf5_id file, const char *name);
/// Returns whether the numbers of a dataset are in another file; also if that is unknown.
bool library_is_elsewhere(hdf5_id file, const char *name);
/// Reads all numbers of a dataset as doubles; false on an error.
bool library_read(hdf5_id file, const char *name, double *values);
