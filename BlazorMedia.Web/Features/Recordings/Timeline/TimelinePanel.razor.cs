using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace BlazorMedia.Web.Features.Recordings.Timeline;

/// <summary>One lane for each stream, and the film under the needle. Everything that moves is the script's; this gives it words and news.</summary>
public sealed partial class TimelinePanel : ComponentBase, IAsyncDisposable
{
    // News of recordings come in bursts, when a disk is swept or many end together.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly List<IDisposable> subscriptions = [];
    private ElementReference root;
    private DotNetObjectReference<TimelinePanel>? self;
    private IJSObjectReference? line;
    private ITimer? news;
    private string? day;
    private bool disposed;

    /// <summary>YYYY-MM-DD; null = today.</summary>
    [Parameter] public string? Day { get; set; }

    /// <summary>Called when the person moved on to another day.</summary>
    [Parameter] public EventCallback<string> DayChanged { get; set; }

    /// <summary>Exact name of the only stream to show; null = all. Give the component a key: it is read once.</summary>
    [Parameter] public string? Stream { get; set; }

    [Inject] internal IStringLocalizer<TimelineText> Text { get; init; } = default!;

    [Inject] internal IStringLocalizer<RecordingsText> Texts { get; init; } = default!;

    [Inject] internal TimelinePanelServices Use { get; init; } = default!;

    [Inject] internal QueryState Query { get; init; } = default!;

    [Inject] internal IJSRuntime Script { get; init; } = default!;

    /// <summary>For the script.</summary>
    [JSInvokable]
    public Task DayMoved(string moved)
    {
        if (moved == day) return Task.CompletedTask;
        day = moved;
        return InvokeAsync(() => DayChanged.InvokeAsync(moved));
    }

    protected override bool ShouldRender() => false;

    protected override void OnInitialized()
    {
        day = Day;
        news = Use.Time.CreateTimer(_ => _ = InvokeAsync(() => TellAsync("reload")), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        foreach (var topic in (string[])[RecordingTopics.Recordings, RecordingTopics.Tasks]) subscriptions.Add(Use.Topics.Subscribe(topic, ReadSoon));
    }

    private Task ReadSoon()
    {
        news?.Change(Rest, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    protected override Task OnParametersSetAsync()
    {
        if (Day == day) return Task.CompletedTask;
        day = Day;
        return TellAsync("goToDay", day);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        try
        {
            self = DotNetObjectReference.Create(this);
            await using var module = await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/timeline.js"]);
            line = await module.InvokeAsync<IJSObjectReference>("mount", root, Options(), self);
            if (disposed) await DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the page is gone already
        }
    }

    private object Options() => new
    {
        day = Day,
        at = Query.Get("at"),
        zoom = Query.GetInt("zoom"),
        chosen = Query.Get("lane") ?? Stream,
        streams = Stream is null ? Array.Empty<string>() : [Stream],
        canRun = true,
        texts = Use.Words.All(),
    };

    private async Task TellAsync(string what, params object?[] values)
    {
        if (line is null) return;
        try
        {
            await line.InvokeVoidAsync(what, values);
        }
        catch (JSDisconnectedException)
        {
            // the browser has left, and with it the time line
        }
    }

    public async ValueTask DisposeAsync()
    {
        await TellAsync("dispose");
        disposed = true;
        foreach (var subscription in subscriptions) subscription.Dispose();
        if (news is not null) await news.DisposeAsync();
        self?.Dispose();
        try
        {
            if (line is not null) await line.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // gone with the browser
        }
    }
}
