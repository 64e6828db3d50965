using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Publish.Keys;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Publish.Pages;

/// <summary>Where an encoder sends a stream, its keys, and who sends it now. Nothing for streams that are pulled.</summary>
public sealed partial class PublishCard : ComponentBase, IDisposable
{
    private IReadOnlyList<PublishKeyDto>? keys;
    private IReadOnlyList<Refusal> refused = [];
    private PublishSecretDto? shown;
    private IDisposable? subscription;
    private Publication? drawn;
    private string? name;

    [Parameter, EditorRequired] public Guid StreamId { get; set; }

    [Inject] internal LiveStreams Streams { get; init; } = default!;

    [Inject] internal Publications Publications { get; init; } = default!;

    [Inject] internal PublishKeys Keys { get; init; } = default!;

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal PublishCardServices Use { get; init; } = default!;

    [Inject] internal IOptionsMonitor<StreamsOptions> Options { get; init; } = default!;

    [Inject] internal IStringLocalizer<PublishText> Text { get; init; } = default!;

    private LiveStream? Stream => Streams.Find(StreamId);

    private int RtmpPort => Use.Ports.Value.RtmpPort;

    private string Host => new Uri(Use.Navigation.BaseUri).Host;

    private string Server => FormattableString.Invariant($"rtmp://{Host}{(RtmpPort == 1935 ? "" : $":{RtmpPort}")}/live");

    private string StreamKey => $"{Stream?.Name}?key={shown?.Secret}";

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        subscription = Topics.Subscribe(LiveStreams.TopicOf(StreamId), RedrawAsync);
        await LoadAsync();
    }

    // The topic tells of every second of a live stream; only another publisher changes this card.
    private Task RedrawAsync() => ReferenceEquals(drawn, Publications.Of(StreamId)) ? Task.CompletedTask : InvokeAsync(async () =>
    {
        drawn = Publications.Of(StreamId);
        await LoadAsync();
        StateHasChanged();
    });

    private async Task LoadAsync() => keys = await Keys.ListAsync(StreamId, CancellationToken.None);

    private async Task MakeAsync()
    {
        if (Stream is not { } stream) return;
        var made = await Keys.CreateAsync(stream.Name, new(name), CancellationToken.None);
        refused = made.Refusals;
        Show(made);
        if (!made.IsSuccess) return;
        Use.Toasts.Success(Text["Keys.Made", made.Value.Key.Name]);
        name = null;
        await LoadAsync();
    }

    private async Task ShowAsync(PublishKeyDto key) => Show(await Keys.ShowAsync(key.Id, CancellationToken.None));

    private void Show(Result<PublishSecretDto> told)
    {
        if (told.IsSuccess) shown = told.Value;
        else if (told.Refusal.Field is null) Use.Toasts.Error(Text.Of(told.Refusal));
    }

    private async Task RevokeAsync(PublishKeyDto key)
    {
        if (!await Use.Dialogs.ConfirmAsync(Text["Keys.RevokeTitle", key.Name], Text["Keys.RevokeText"], Text["Keys.Revoke"], danger: true)) return;
        var revoked = await Keys.RevokeAsync(key.Id, CancellationToken.None);
        if (revoked.IsSuccess) Use.Toasts.Success(Text["Keys.Revoked", key.Name]);
        else Use.Toasts.Error(Text.Of(revoked.Refusal));
        if (shown?.Key.Id == key.Id) shown = null;
        await LoadAsync();
    }
}
