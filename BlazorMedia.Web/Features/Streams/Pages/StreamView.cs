using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Pages;

/// <summary>A component that shows one stream as it is now: drawn anew about once a second while media arrives.</summary>
public abstract class StreamView : ComponentBase, IDisposable
{
    private IDisposable? subscription;
    private Guid subscribedTo;

    [Parameter, EditorRequired] public Guid StreamId { get; set; }

    [Inject] internal LiveStreams Streams { get; init; } = default!;

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal IStringLocalizer<StreamsText> Text { get; init; } = default!;

    /// <summary>Null when the stream was deleted meanwhile.</summary>
    private protected LiveStream? Stream { get; private set; }

    protected override void OnParametersSet()
    {
        if (subscription is not null && subscribedTo == StreamId) return;
        subscription?.Dispose();
        (subscribedTo, Stream) = (StreamId, Streams.Find(StreamId));
        subscription = Topics.Subscribe(LiveStreams.TopicOf(StreamId), () => InvokeAsync(Redraw));
    }

    private void Redraw()
    {
        Stream = Streams.Find(StreamId);
        OnStatus();
        StateHasChanged();
    }

    /// <summary>Called with every new status, before it is drawn.</summary>
    protected virtual void OnStatus()
    {
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => subscription?.Dispose();
}
