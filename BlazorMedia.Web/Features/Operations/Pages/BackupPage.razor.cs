using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs.Dashboard;
using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Features.Operations.Backup;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Operations.Pages;

public sealed partial class BackupPage
{
    private IReadOnlyList<BackupFile>? files;
    private RunningJob? running;
    private JobFailure? failure;
    private JobSchedule? schedule;

    [Inject] internal BackupFolder Folder { get; init; } = default!;

    [Inject] internal JobControl Control { get; init; } = default!;

    [Inject] internal JobSchedules Schedules { get; init; } = default!;

    [Inject] internal IDbContextFactory<AppDbContext> Databases { get; init; } = default!;

    [Inject] internal Toasts Toasts { get; init; } = default!;

    [Inject] internal Dialogs Dialogs { get; init; } = default!;

    [SupplyParameterFromQuery] private string? Tab { get; set; }

    /// <summary>Name of the backup that the drawer looks at.</summary>
    [SupplyParameterFromQuery] private string? Restore { get; set; }

    protected override async Task LoadAsync(CancellationToken ct)
    {
        files = await Task.Run(Folder.List, ct);
        running = (await Board.RunningAsync(ct)).FirstOrDefault(j => j.Key == BackupJob.Spec.Key);
        schedule = await Schedules.FindAsync(BackupJob.Spec.Key, ct);
        await using var db = await Databases.CreateDbContextAsync(ct);
        failure = await db.Set<JobFailure>().AsNoTracking().FirstOrDefaultAsync(f => f.Key == BackupJob.Spec.Key, ct);
    }

    private async Task StartAsync()
    {
        var started = await Control.RunNowAsync(BackupJob.Spec.Key, Leaving);
        if (started.IsSuccess) Toasts.Success(Text["now.started"]);
        else Toasts.Error(Text.Of(started.Refusal));
    }

    private async Task CancelAsync()
    {
        if (running is null || !await Dialogs.ConfirmAsync(Text["cancel.title"], Text["cancel.text"], Text["cancel.confirm"], danger: true)) return;
        var cancelled = await Control.CancelAsync(running.Id, Leaving);
        if (!cancelled.IsSuccess) Toasts.Error(Text.Of(cancelled.Refusal));
    }
}
