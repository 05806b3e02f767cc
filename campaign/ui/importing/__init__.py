"""The screen *Nhập danh sách*: a file, its columns, a dry run, the import, and the way back."""
