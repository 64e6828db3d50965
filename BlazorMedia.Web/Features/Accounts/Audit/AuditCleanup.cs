using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts.Audit;

/// <summary>
/// Deletes the lines that are too old. A timer and not a job: people and keys stand below every other feature and know none of them,
/// and what is deleted twice, by two nodes or after a restart, is deleted all the same.
/// </summary>
internal sealed partial class AuditCleanup(IDbContextFactory<AppDbContext> databases, IOptions<AccountOptions> options, TimeProvider clock, ILogger<AuditCleanup> logger) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromHours(6);

    public async Task<int> CleanAsync(CancellationToken ct)
    {
        var cutoff = clock.GetUtcNow() - TimeSpan.FromDays(options.Value.AuditDays);
        await using var db = await databases.CreateDbContextAsync(ct);
        var deleted = await db.Set<AuditEntry>().Where(e => e.At < cutoff).ExecuteDeleteAsync(ct);
        if (deleted > 0) LogDeleted(deleted, options.Value.AuditDays);
        return deleted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, clock);
        do
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "{Count} audit lines older than {Days} days were deleted")]
    private partial void LogDeleted(int count, int days);

    [LoggerMessage(LogLevel.Error, "Old audit lines could not be deleted; the next try is in six hours")]
    private partial void LogFailed(Exception exception);
}
