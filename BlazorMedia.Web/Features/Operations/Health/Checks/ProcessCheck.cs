using System.Globalization;
using BlazorMedia.Web.Platform.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>This process has memory and file descriptors left. Asked of Linux; elsewhere it has nothing to say.</summary>
internal sealed class ProcessCheck : IHealthCheck
{
    public const string Key = "operations.process";

    private const double MemoryLimit = 0.9;
    private const double FilesLimit = 0.8;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (used, limit) = (Environment.WorkingSet, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (limit > 0 && used > limit * MemoryLimit)
            return Task.FromResult(HealthCheckSetup.Warn("memory", $"The process uses {used} of {limit} bytes of memory.", new ByteCount(used), new ByteCount(limit)));
        if (OpenFiles() is var (open, most) && open > most * FilesLimit)
            return Task.FromResult(HealthCheckSetup.Warn("files", $"The process has {open} of {most} files open.", open, most));
        return Task.FromResult(HealthCheckSetup.Well("ok", $"The process uses {used} bytes of memory.", new ByteCount(used)));
    }

    /// <summary>Open file descriptors and how many there may be; null where Linux is not there to be asked.</summary>
    public static (long Open, long Most)? OpenFiles()
    {
        try
        {
            var line = File.ReadLines("/proc/self/limits").FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
            var most = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
            return long.TryParse(most, CultureInfo.InvariantCulture, out var limit) ? (Directory.EnumerateFileSystemEntries("/proc/self/fd").LongCount(), limit) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
