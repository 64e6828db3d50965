using System.Diagnostics;
using BlazorMedia.Tests.Support.Media;

namespace BlazorMedia.Tests.Streams.Publish;

/// <summary>A real FFmpeg that sends a clip at its own pace, until it is stopped.</summary>
internal sealed class Encoder : IAsyncDisposable
{
    private readonly Process process;
    private bool isDisposed;

    private Encoder(Process process) => this.process = process;

    public bool HasEnded => process.HasExited;

    public static async Task<Encoder> StartAsync(string url, string format = "flv", Clip? clip = null)
    {
        var file = await (clip ?? new Clip(Seconds: 120)).FileAsync();
        return new(Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-re", "-i", file, "-c", "copy", "-f", format, url]) { RedirectStandardInput = true, RedirectStandardError = true })!);
    }

    /// <summary>What it says at its end, which must come by itself.</summary>
    public async Task<string> EndAsync(CancellationToken ct)
    {
        var words = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return words;
    }

    public async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
