using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Features.Recordings.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Growing;

/// <summary>Plays what there is of a recording that goes on; at its end it loads what came since and goes on there.</summary>
public sealed partial class GrowingPlayer : ComponentBase, IDisposable
{
    private static readonly TimeSpan WorthLoading = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    private RecordingPlayer? player;
    private string? url;
    private TimeSpan shown;
    private TimeSpan? continueAt;
    private bool isLooked;
    private ITimer? waiting;
    private bool isGone;

    [Parameter, EditorRequired] public RecordingDto Recording { get; set; } = default!;

    [Inject] internal GrowingRecordings Growing { get; init; } = default!;

    [Inject] internal TimeProvider Time { get; init; } = default!;

    [Inject] internal IStringLocalizer<GrowingText> Text { get; init; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Not while the page is rendered for the first time on the server: reading the index of a long recording takes a moment.
        if (firstRender)
        {
            await LoadAsync();
            StateHasChanged();
        }
        if (continueAt is not { } at || player is null) return;
        continueAt = null;
        await player.SeekAsync((long)at.TotalMilliseconds);
    }

    private async Task GoOnAsync()
    {
        var before = shown;
        if (!await LoadAsync()) return;
        continueAt = before;
        StateHasChanged();
    }

    // A viewer who has caught up with the recording sees the next seconds as soon as there are some.
    private async Task EndedAsync()
    {
        waiting?.Dispose();
        if (isGone) return;
        var before = shown;
        await GoOnAsync();
        if (shown == before && !isGone) waiting = Time.CreateTimer(_ => _ = InvokeAsync(EndedAsync), null, LookAgain, Timeout.InfiniteTimeSpan);
    }

    private async Task<bool> LoadAsync()
    {
        // A name of its own, so that every range that the browser asks for is of the same moment.
        var view = Guid.NewGuid().ToString("N");
        var snapshot = await Growing.FindAsync(Recording.Id, view, null, continues: false, CancellationToken.None);
        isLooked = true;
        if (snapshot is null) return false;
        var length = TimeSpan.FromSeconds((double)snapshot.Layout.Seconds);
        if (length < shown + WorthLoading) return false;
        (shown, url) = (length, $"{Recording.FileUrl}?view={view}");
        return true;
    }

    public void Dispose()
    {
        isGone = true;
        waiting?.Dispose();
    }
}
