using BlazorMedia.Web.Features.Recordings.Tasks;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Pages;

/// <summary>What is recorded now and what is being written, with the buttons that end it.</summary>
public sealed partial class RunningRecordings : ComponentBase, IDisposable
{
    private IReadOnlyList<UnfinishedRecording> running = [];
    private IDisposable? subscription;

    /// <summary>Name of a stream; null = of all.</summary>
    [Parameter] public string? StreamName { get; set; }

    /// <summary>A heading, which is only there while something runs.</summary>
    [Parameter] public string? Title { get; set; }

    [Inject] internal UnfinishedRecordings Unfinished { get; init; } = default!;

    [Inject] internal StopRecording Stop { get; init; } = default!;

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal Toasts Toasts { get; init; } = default!;

    [Inject] internal IStringLocalizer<RecordingsText> Text { get; init; } = default!;

    protected override async Task OnInitializedAsync()
    {
        subscription = Topics.Subscribe(RecordingTopics.Tasks, () => InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        }));
        await LoadAsync();
    }

    private async Task LoadAsync() => running = await Unfinished.FindAsync(StreamName, CancellationToken.None);

    private async Task StopAsync(Guid taskId)
    {
        var stopped = await Stop.HandleAsync(taskId, CancellationToken.None);
        if (!stopped.IsSuccess) Toasts.Error(Text.Of(stopped.Refusal));
        await LoadAsync();
    }

    public void Dispose() => subscription?.Dispose();
}
