using System.Diagnostics;
using System.Globalization;

namespace BlazorMedia.Bench;

/// <summary>What one would write in a shell script instead: one FFmpeg per camera that copies into 6 s segments.</summary>
internal sealed class BareRecorders : IAsyncDisposable
{
    private readonly List<Process> processes = [];

    public BareRecorders(string folder, string source, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var target = Directory.CreateDirectory(Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture))).FullName;
            processes.Add(Programs.Start("ffmpeg",
            [
                "-nostdin", "-v", "error", "-rtsp_transport", "tcp", "-i", source,
                "-c", "copy", "-f", "segment", "-segment_time", "6", "-segment_wrap", "12", Path.Combine(target, "%05d.mp4"),
            ]));
        }
    }

    public bool AllRun => processes.TrueForAll(p => !p.HasExited);

    public double CpuSeconds() => processes.Sum(p => ProcessTable.CpuSeconds(p.Id));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes) await Programs.StopAsync(process);
    }
}
