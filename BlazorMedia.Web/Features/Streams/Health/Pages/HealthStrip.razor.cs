using System.Globalization;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Pages;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Health.Pages;

/// <summary>The states of a stream over the last hours as a bar: with the mouse each stretch says its cause, with the arrow keys too, and as a table.</summary>
public sealed partial class HealthStrip : ComponentBase, IDisposable
{
    private const int MaxRows = 100;

    private HealthLines? lines;
    private IReadOnlyList<StripPiece<StreamSpan>> pieces = [];
    private IReadOnlyList<StripPiece<StreamAlert>> marks = [];
    private DateTimeOffset from;
    private DateTimeOffset until;
    private (Guid Id, int Hours) loaded;
    private IDisposable? subscription;
    private int? chosen;

    [Parameter, EditorRequired] public Guid StreamId { get; set; }

    [Parameter] public int Hours { get; set; } = 24;

    /// <summary>The bar alone.</summary>
    [Parameter] public bool Compact { get; set; }

    [Inject] internal HealthHistory History { get; init; } = default!;

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal ViewerClock Viewer { get; init; } = default!;

    [Inject] internal IStringLocalizer<StreamConditionText> Text { get; init; } = default!;

    [Inject] internal IStringLocalizer<StreamsText> States { get; init; } = default!;

    private string Label => $"{Text["Strip.Label"]}. {Uptime}" + (Compact ? "" : $" {Text["Strip.Keys"]}");

    private string Uptime => HealthHistory.UptimeOf(pieces.Select(p => p.Of), from, until) is { } share ? Text["Strip.Uptime", ConditionWords.Percent(share)] : "";

    private string Caption => chosen is { } index && index < pieces.Count ? Words(pieces[index]) : Uptime;

    protected override void OnInitialized() => Viewer.Ticked += Tock;

    protected override async Task OnParametersSetAsync()
    {
        if (loaded == (StreamId, Hours)) return;
        if (loaded.Id != StreamId)
        {
            subscription?.Dispose();
            subscription = Topics.Subscribe(SpanLedger.TopicOf(StreamId), () => InvokeAsync(LoadAsync));
        }
        (loaded, chosen) = ((StreamId, Hours), null);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        lines = await History.ReadAsync(StreamId, Viewer.Now - TimeSpan.FromHours(Hours), Viewer.Now, CancellationToken.None);
        Lay();
        StateHasChanged();
    }

    private void Lay()
    {
        (from, until) = (Viewer.Now - TimeSpan.FromHours(Hours), Viewer.Now);
        pieces = [.. lines!.Spans.Select(s => StripPiece<StreamSpan>.Cut(s, s.StartedAt, s.EndedAt, from, until)).OfType<StripPiece<StreamSpan>>()];
        marks = [.. lines.Alerts.Select(a => StripPiece<StreamAlert>.Cut(a, a.RaisedAt, a.ClearedAt, from, until)).OfType<StripPiece<StreamAlert>>()];
    }

    private void OnKey(KeyboardEventArgs key)
    {
        var last = pieces.Count - 1;
        chosen = key.Key switch
        {
            "ArrowLeft" => Math.Max((chosen ?? last + 1) - 1, 0),
            "ArrowRight" => Math.Min((chosen ?? -1) + 1, last),
            "Home" => 0,
            "End" => last,
            "Escape" => null,
            _ => chosen,
        };
    }

    private string Words(StripPiece<StreamSpan> piece)
    {
        var end = piece.Of.EndedAt is null ? Text["Strip.Now"].Value : Clock(piece.Until);
        var words = Text["Strip.Span", States.State(piece.Of.State), Clock(piece.From), end, Format.Duration(piece.Length)].Value;
        return States.Reason(piece.Of.Reason) is { } reason ? $"{words}. {reason}" : words;
    }

    private static string ClassOf(StreamState state) => state switch
    {
        StreamState.Live => "live",
        StreamState.Connecting => "busy",
        StreamState.Stalled => "warn",
        StreamState.Offline or StreamState.Unauthorised => "bad",
        StreamState.Asleep or StreamState.Disabled => "idle",
    };

    private string Clock(DateTimeOffset instant) =>
        Viewer.ToLocal(instant).ToString(Hours <= 24 ? "HH:mm:ss" : "ddd HH:mm", CultureInfo.CurrentCulture);

    private string Tick(DateTimeOffset instant) => Viewer.ToLocal(instant).ToString(Hours <= 24 ? "HH:mm" : "ddd d", CultureInfo.CurrentCulture);

    // Its sign has a size of its own, also at the very end.
    private static string MarkStyle(StripPiece<StreamAlert> mark) => FormattableString.Invariant($"left:min({mark.Left:0.###}%,calc(100% - 14px));width:{mark.Width:0.###}%");

    // What lasts grows.
    private void Tock() => _ = InvokeAsync(() =>
    {
        if (lines is null) return;
        Lay();
        StateHasChanged();
    });

    public void Dispose()
    {
        subscription?.Dispose();
        Viewer.Ticked -= Tock;
    }
}
