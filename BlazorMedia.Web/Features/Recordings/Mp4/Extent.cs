namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Bytes of a source file that stand side by side in the output.</summary>
/// <param name="Position">In the output, counted from the first byte of media.</param>
/// <param name="File">Its place in the list of files.</param>
/// <param name="Offset">In that file, in bytes.</param>
internal readonly record struct Extent(long Position, int File, long Offset, long Length);
