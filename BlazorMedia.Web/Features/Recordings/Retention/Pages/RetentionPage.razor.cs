using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Shared;
using BlazorMedia.Web.Shared.Display;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Retention.Pages;

/// <summary>Who takes the room, for how long it lasts, what would go now and what went.</summary>
public sealed partial class RetentionPage() : LiveView(RetentionTopics.Retention, RecordingTopics.Recordings)
{
    private RetentionReportDto? report;
    private RetentionPlanDto? plan;

    [Inject] internal RetentionOverview Overview { get; init; } = default!;

    [Inject] internal ListRemovals Removals { get; init; } = default!;

    [Inject] internal RecordingStore Store { get; init; } = default!;

    [Inject] internal RunSweep Sweep { get; init; } = default!;

    [Inject] internal Toasts Toasts { get; init; } = default!;

    [Inject] internal IStringLocalizer<RetentionText> Text { get; init; } = default!;

    private BadgeKind FreeKind => report is null || report.FreeBytes >= report.ReserveBytes ? BadgeKind.Idle : BadgeKind.Bad;

    private BadgeKind FitKind => report?.DaysFit switch { < 1 => BadgeKind.Bad, < 3 => BadgeKind.Warn, _ => BadgeKind.Idle };

    protected override async Task LoadAsync(CancellationToken ct)
    {
        report = await Overview.ReadAsync(ct);
        plan = await Removals.PlanAsync(ct);
    }

    private async Task RunAsync()
    {
        var isJob = await Sweep.NowAsync(CancellationToken.None);
        Toasts.Success(Text[isJob ? "run.started" : "run.done"]);
    }
}
