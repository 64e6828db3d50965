using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Shared;
using BlazorMedia.Web.Shared.Display;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Smart.Pages;

/// <summary>When a stream is recorded by itself, with the score of its picture as it moves. What is typed is judged at once by the checks of the last minutes.</summary>
public sealed partial class SmartTab : ComponentBase, IDisposable
{
    private IDisposable? subscription;
    private IDisposable? watching;
    private Guid shown;
    private StreamTrigger draft = new();
    private IReadOnlyList<TriggerCheck> checks = [];
    private TriggerVerdict verdict = new(TriggerPhase.Off);
    private IReadOnlyList<Refusal> refused = [];

    [Parameter, EditorRequired] public Guid StreamId { get; set; }

    [Inject] internal LiveStreams Streams { get; init; } = default!;

    [Inject] internal TriggerTools Tools { get; init; } = default!;

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal Toasts Toasts { get; init; } = default!;

    [Inject] internal TimeProvider Time { get; init; } = default!;

    [Inject] internal IStringLocalizer<SmartText> Text { get; init; } = default!;

    private LiveStream? Stream => Streams.Find(StreamId);

    private StreamTrigger Saved => Tools.Desk.SettingsOf(StreamId);

    private bool IsChanged => !draft.IsLike(Saved);

    private string Zone => Time.LocalTimeZone.DisplayName;

    private IReadOnlyList<Refusal> Mistakes => [.. draft.Check(), .. refused];

    // A box starts by the sum of its checks: on average each must reach this.
    private int StartLine => draft.Kind == TriggerKind.Device ? draft.StartScore / Math.Max(1, draft.Checks) : draft.StartScore;

    protected override void OnParametersSet()
    {
        if (shown == StreamId) return;
        Leave();
        shown = StreamId;
        watching = Tools.Board.Watch(StreamId);
        subscription = Topics.Subscribe(TriggerBoard.TopicOf(StreamId), () => InvokeAsync(StateHasChanged));
        draft = CopyOf(Saved);
    }

    // Before every drawing, because what is typed changes it as much as what is seen.
    protected override bool ShouldRender()
    {
        Judge();
        return true;
    }

    protected override void OnInitialized() => Judge();

    private void Judge()
    {
        if (Stream is not { } stream) return;
        checks = Tools.Desk.ChecksOf(stream, draft.Kind);
        var running = Tools.Board.Of(StreamId);
        verdict = IsChanged || running is null ? TriggerRules.Replay(draft, checks).Verdict : running.Verdict;
    }

    private void Choose(TriggerKind kind)
    {
        var saved = Saved;
        var schedule = draft.Schedule;
        draft = saved.Kind == kind ? CopyOf(saved) : StreamTrigger.PresetOf(kind, StreamId);
        draft.Schedule = schedule;
        refused = [];
        Judge();
    }

    private async Task SaveAsync()
    {
        if (Stream is not { } stream) return;
        var request = new TriggerRequest(
            TriggerDto.KindOf(draft.Kind), draft.StartScore, draft.StopScore, draft.Checks, draft.HoldSeconds, draft.CheckSeconds, draft.DeviceAddress ?? "", draft.ColourBox ?? "", draft.Table.ToString());
        var saved = await Tools.Save.HandleAsync(stream.Name, request, CancellationToken.None);
        refused = saved.Refusals;
        if (!saved.IsSuccess) return;
        draft = CopyOf(saved.Value);
        Toasts.Success(Text["Saved", Text[$"Kind.{draft.Kind}"], draft.Table.IsAlways ? Text["Preset.Always"] : draft.Table.ToString()]);
    }

    private string Why(LiveStream stream)
    {
        var running = Tools.Board.Of(StreamId);
        if (!IsChanged && running is { Trouble: { } trouble }) return Text.Trouble(trouble);
        if (stream.Status.State != StreamState.Live) return Text["Why.NotLive"];
        if (!IsChanged && running is { Inputs: 0 }) return Text["Why.NoInput"];
        return checks.Count == 0 ? Text[draft.Kind == TriggerKind.Device && IsChanged ? "Why.SaveFirst" : "Why.NoCheck"] : Text.Why(verdict, draft, Time);
    }

    private string? PictureUrl(LiveStream stream) => checks.Count == 0 ? null
        : draft.Kind == TriggerKind.Device ? $"/live/{stream.Id}/box.jpg?t={checks[^1].At.ToUnixTimeMilliseconds()}" : $"/live/{stream.Id}/still.jpg?w=320&t={checks[^1].At.ToUnixTimeMilliseconds()}";

    private static BadgeKind KindOf(TriggerPhase phase) => phase switch
    {
        TriggerPhase.Recording => BadgeKind.Ok,
        TriggerPhase.Counting or TriggerPhase.Holding => BadgeKind.Busy,
        TriggerPhase.Quiet => BadgeKind.Warn,
        TriggerPhase.Off or TriggerPhase.Disarmed or TriggerPhase.Watching => BadgeKind.Idle,
    };

    private static string IconOf(TriggerPhase phase) => phase switch
    {
        TriggerPhase.Off => "power_settings_new",
        TriggerPhase.Disarmed => "schedule",
        TriggerPhase.Watching => "visibility",
        TriggerPhase.Counting => "hourglass_top",
        TriggerPhase.Recording => "fiber_manual_record",
        TriggerPhase.Holding => "hourglass_bottom",
        TriggerPhase.Quiet => "notifications_paused",
    };

    private static StreamTrigger CopyOf(StreamTrigger trigger)
    {
        var copy = new StreamTrigger { StreamId = trigger.StreamId };
        copy.Take(trigger);
        return copy;
    }

    private void Leave()
    {
        subscription?.Dispose();
        watching?.Dispose();
    }

    public void Dispose() => Leave();
}
