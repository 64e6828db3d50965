using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Recordings.Tasks;
using BlazorMedia.Web.Features.Streams.Pages;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Pages;

/// <summary>Records a stream with one click and stops with a second; a small menu asks for a name and a time.</summary>
public sealed partial class RecordButton : StreamView
{
    private IDisposable? subscription;
    private bool busy;
    private string? name;
    private double? minutes;
    private IReadOnlyList<Refusal> refused = [];

    [CascadingParameter] private Task<AuthenticationState>? Person { get; set; }

    [Inject] internal ActiveRecordings Active { get; init; } = default!;

    [Inject] internal StartRecording Start { get; init; } = default!;

    [Inject] internal StopRecording Stop { get; init; } = default!;

    [Inject] internal Toasts Toasts { get; init; } = default!;

    [Inject] internal IStringLocalizer<RecordingsText> Words { get; init; } = default!;

    /// <summary>Why it cannot be recorded now. A sleeping stream can: recording wakes it.</summary>
    private string? Hindrance => Stream?.Elsewhere is not null ? Words["recordings.stream_elsewhere"].Value : Stream?.Status.State is StreamState.Live or StreamState.Asleep ? null : Words["Record.NotLive"].Value;

    protected override void OnInitialized() => subscription = Topics.Subscribe(RecordingTopics.Tasks, () => InvokeAsync(StateHasChanged));

    private Task StartAsOptedAsync() => StartAsync(name, minutes);

    private async Task StartAsync(string? withName, double? forMinutes)
    {
        if (busy || Stream is null) return;
        busy = true;
        try
        {
            var startedBy = Person is null ? null : (await Person).User.Identity?.Name;
            var started = await Start.HandleAsync(new StartRecordingRequest(Stream.Name, withName, forMinutes), RecordingTrigger.Manual, startedBy, CancellationToken.None);
            refused = started.Refusals;
            if (started.IsSuccess) (name, minutes) = (null, null);
            else if (started.Refusals.All(r => r.Field is not ("name" or "minutes"))) Toasts.Error(Words.Of(started.Refusal));
        }
        finally
        {
            busy = false;
        }
    }

    private async Task StopAsync(Guid taskId)
    {
        if (busy) return;
        busy = true;
        try
        {
            var stopped = await Stop.HandleAsync(taskId, CancellationToken.None);
            if (stopped.IsSuccess) Toasts.Success(Words["Stopped"]);
            else Toasts.Error(Words.Of(stopped.Refusal));
        }
        finally
        {
            busy = false;
        }
    }

    private string? Wrong(string field) => refused.Any(r => r.Field == field) ? "true" : null;

    protected override void Dispose(bool disposing)
    {
        subscription?.Dispose();
        base.Dispose(disposing);
    }
}
