using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Recordings.Pages;

/// <summary>One recording: the film, what it is, and the real times of what it holds.</summary>
public sealed partial class RecordingDetailPage : ComponentBase, IDisposable
{
    private RecordingPlayer? player;
    private RecordingDetail? detail;
    private Dictionary<string, object?> parts = [];
    private bool isMissing;
    private bool isRenaming;
    private IDisposable? subscription;

    [Parameter] public Guid Id { get; set; }

    [Inject] internal FindRecording Find { get; init; } = default!;

    [Inject] internal RecordingTrash Trash { get; init; } = default!;

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal NavigationManager Navigation { get; init; } = default!;

    [Inject] internal IStringLocalizer<RecordingsText> Text { get; init; } = default!;

    protected override void OnInitialized() => subscription = Topics.Subscribe(RecordingTopics.Recordings, () => InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    }));

    protected override Task OnParametersSetAsync()
    {
        if (!parts.ContainsValue(Id)) parts = new() { ["RecordingId"] = Id };
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var found = await Find.HandleAsync(Id, CancellationToken.None);
        (isMissing, detail) = (!found.IsSuccess, found.IsSuccess ? found.Value : null);
    }

    private static DateTimeOffset? EndOf(RecordingDetail recording) =>
        recording.Pieces.Count == 0 ? null : recording.Pieces[^1].StartedAt.AddMilliseconds(recording.Pieces[^1].DurationMs);

    private async Task RenamedAsync()
    {
        isRenaming = false;
        await LoadAsync();
    }

    private async Task DeleteAsync()
    {
        if (detail is not null && await Trash.DeleteAsync(detail.Recording, CancellationToken.None)) Navigation.NavigateTo("/recordings");
    }

    private Task SeekAsync(long offsetMs) => player?.SeekAsync(offsetMs) ?? Task.CompletedTask;

    public void Dispose() => subscription?.Dispose();
}
