using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>Every "no" about streams that are sent to us.</summary>
public static class PublishRefusals
{
    public static readonly Refusal NotPublished = new(RefusalKind.Conflict, "publish.not_published", "This stream is pulled from its source, so nothing can be sent to it.");
    public static readonly Refusal NameInvalid = new(RefusalKind.Invalid, "publish.name_invalid", $"Give the key a name of at most {PublishKey.MaxNameLength} characters, for example the encoder that uses it.", "name");
    public static readonly Refusal NameTaken = new(RefusalKind.Conflict, "publish.name_taken", "Another key of this stream already has this name.", "name");
    public static readonly Refusal TooManyKeys = new(RefusalKind.Conflict, "publish.too_many_keys", $"A stream has at most {PublishKey.MaxPerStream} keys. Revoke one first.");
    public static readonly Refusal KeyNotFound = new(RefusalKind.NotFound, "publish.key_not_found", "There is no such key.");
    public static readonly Refusal KeyUnreadable = new(RefusalKind.Unavailable, "publish.key_unreadable", "The key ring that encrypted this key is lost. Make a new key.");
    public static readonly Refusal SrtOff = new(RefusalKind.Conflict, "publish.srt_off", "No ports are set aside for SRT. Set Streams__Publish__SrtPorts, for example to 9000-9099.");
    public static readonly Refusal SrtPortsTaken = new(RefusalKind.Conflict, "publish.srt_ports_taken", "Every port that is set aside for SRT belongs to another stream.");
}
