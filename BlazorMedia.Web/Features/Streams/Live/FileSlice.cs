using System.Buffers;

namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>Sends a stretch of a file that may be growing or already unlinked by the ring; 404 when it is gone.</summary>
/// <param name="offset">Bytes.</param>
/// <param name="length">Bytes; all of them are in the file, because only whole fragments are announced.</param>
internal sealed class FileSlice(string file, long offset, long length) : IResult
{
    private const int BufferBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var ct = httpContext.RequestAborted;
        try
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
            (httpContext.Response.ContentType, httpContext.Response.ContentLength) = ("video/mp4", length);
            using var buffer = MemoryPool<byte>.Shared.Rent(BufferBytes);
            for (var sent = 0L; sent < length;)
            {
                var want = (int)Math.Min(length - sent, buffer.Memory.Length);
                var got = await RandomAccess.ReadAsync(handle, buffer.Memory[..want], offset + sent, ct);
                if (got == 0) break;
                await httpContext.Response.Body.WriteAsync(buffer.Memory[..got], ct);
                sent += got;
            }
        }
        catch (FileNotFoundException)
        {
            httpContext.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the viewer went away
        }
    }
}
