using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Platform.Storage;

namespace BlazorMedia.Web.Features.Operations.Check;

/// <summary>Runs every check that the features brought along; one that fails does not hide the others.</summary>
internal sealed partial class CheckStorage(IEnumerable<StorageCheck> checks, IServiceScopeFactory scopes, AuditTrail audit, ILogger<CheckStorage> logger)
{
    public const string Failed = "failed";

    public async Task<IReadOnlyList<CheckedFinding>> FindAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var found = new List<CheckedFinding>();
        foreach (var check in checks.OrderBy(c => c.Key, StringComparer.Ordinal)) await FindAsync(check, scope.ServiceProvider, found, ct);
        return found;
    }

    /// <summary>Looks again and puts right what is safe.</summary>
    /// <returns>How many were put right, and what is left.</returns>
    public async Task<(int Repaired, IReadOnlyList<CheckedFinding> Left)> RepairAsync(CancellationToken ct)
    {
        var repaired = 0;
        foreach (var (check, finding) in await FindAsync(ct))
            if (finding.RepairAsync is { } repair && await TryRepairAsync(check, finding, repair, ct)) repaired++;
        if (repaired > 0) await audit.RecordAsync("operations.storage_repaired", $"{repaired}", ct: ct);
        return (repaired, await FindAsync(ct));
    }

    private async Task FindAsync(StorageCheck check, IServiceProvider services, List<CheckedFinding> found, CancellationToken ct)
    {
        try
        {
            await foreach (var finding in check.FindAsync(services, ct)) found.Add(new(check, finding));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, check.Key);
            found.Add(new(check, new StorageFinding(Failed, $"The check could not be run: {exception.Message}", check.Key)));
        }
    }

    private async Task<bool> TryRepairAsync(StorageCheck check, StorageFinding finding, Func<CancellationToken, Task> repair, CancellationToken ct)
    {
        try
        {
            await repair(ct);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, $"{check.Key}.{finding.Code}");
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The storage check {Key} failed")]
    private partial void LogFailed(Exception exception, string key);
}

internal sealed record CheckedFinding(StorageCheck Check, StorageFinding Finding);
