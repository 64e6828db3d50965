using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Paths;

namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>One look at an encoder box: has it an input, and does its picture have the colours?</summary>
internal sealed class DeviceCheck(EncoderBox box, SnapshotScore scores, SourceVault vault, TriggerBoard board, TimeProvider time)
{
    private const string NoPicture = "picture";
    private const string NoAddress = "address";

    public async Task RunAsync(LiveStream stream, PathTrigger trigger, CancellationToken ct)
    {
        var source = vault.Open(stream.Path)?.Url ?? "";
        if (AddressOf(trigger.Settings, source) is { } address) await AskAsync(trigger, address, source, ct);
        else trigger.Failed(NoAddress);
        board.Publish(stream.Id);
    }

    /// <summary>Why a box cannot be asked as it is set; null when it can, as far as that is known before it is asked.</summary>
    public async Task<Refusal?> RefusalOfAsync(StreamTrigger settings, LiveStream stream, CancellationToken ct)
    {
        if (settings.DeviceAddress is { } given) return await box.RefusalOfAsync(new Uri(given), ct);
        return AddressOf(settings, vault.Open(stream.Path)?.Url ?? "") is null ? TriggerRefusals.DeviceAddressMissing : null;
    }

    private static Uri? AddressOf(StreamTrigger settings, string source) => settings.DeviceAddress is { } given ? new Uri(given) : EncoderBox.AddressOf(source);

    private async Task AskAsync(PathTrigger trigger, Uri address, string source, CancellationToken ct)
    {
        // The instant of the question: the answer may take its time.
        var at = time.GetUtcNow();
        var inputs = await box.InputsAsync(address, ct);
        if (inputs.Trouble is { } silent)
        {
            trigger.Failed(silent);
            trigger.Tell(rules => rules.Unreachable());
            return;
        }
        trigger.HasInputs(inputs.Value ?? 0);
        if (inputs.Value is null or 0) trigger.Tell(rules => rules.NoInput(at));
        else await LookAsync(trigger, address, source, at, ct);
    }

    // Without a picture this look does not count, and what was counted stays.
    private async Task LookAsync(PathTrigger trigger, Uri address, string source, DateTimeOffset at, CancellationToken ct)
    {
        var picture = await box.PictureAsync(address, source, ct);
        var colours = ColourBox.Parse(trigger.Settings.ColourBox) ?? SnapshotColours.Reference;
        if (picture.Value is not { } jpeg) trigger.Failed(picture.Trouble ?? NoPicture);
        else if (await scores.OfAsync(jpeg, colours, ct) is { } score) trigger.Answered(at, score, jpeg);
        else trigger.Failed(NoPicture);
    }
}
