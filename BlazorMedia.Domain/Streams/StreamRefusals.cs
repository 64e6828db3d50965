using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>Every "no" that the Streams feature says.</summary>
public static class StreamRefusals
{
    public static readonly Refusal NameMissing = Invalid("name_missing", "Give the stream a name, for example \"door\" or \"garden/north\".", "name");
    public static readonly Refusal NameTooLong = Invalid("name_too_long", $"A name has at most {StreamName.MaxLength} characters.", "name");
    public static readonly Refusal NameInvalid = Invalid("name_invalid", "A name may hold letters, digits and _ . ~ / - only, without \"..\", and no part between slashes may be empty.", "name");
    public static readonly Refusal NameTaken = new(RefusalKind.Conflict, "streams.name_taken", "Another stream already has this name.", "name");
    public static readonly Refusal SourceMissing = Invalid("source_missing", "Give the address of the source, for example rtsp://camera.local/stream1.", "source");
    public static readonly Refusal SourceInvalid = Invalid("source_invalid", "This is not an address. It must look like rtsp://host/path.", "source");
    public static readonly Refusal SourceSchemeUnknown = Invalid("source_scheme_unknown", "This kind of address is not supported. Use rtsp, rtsps, rtmp, rtmps, http, https, srt, udp, file, testpattern or publisher.", "source");
    public static readonly Refusal SourceHostMissing = Invalid("source_host_missing", "The address has no host name.", "source");
    public static readonly Refusal SourcePortMissing = Invalid("source_port_missing", "The address needs a port, for example srt://host:9000.", "source");
    public static readonly Refusal SourceFileMissing = Invalid("source_file_missing", "There is no such file in the folder of source files.", "source");
    public static readonly Refusal SourceForbidden = Invalid("source_forbidden", "This address is not allowed as a source.", "source");
    public static readonly Refusal SourceMasked = Invalid("source_masked", "This address holds *** in place of its password. Write the whole address, or leave it unchanged.", "source");
    public static readonly Refusal DisplayNameTooLong = Invalid("display_name_too_long", "A display name has at most 200 characters.", "displayName");
    public static readonly Refusal GroupNameTooLong = Invalid("group_name_too_long", "A group name has at most 100 characters.", "groupName");
    public static readonly Refusal NotesTooLong = Invalid("notes_too_long", "Notes have at most 4000 characters.", "notes");
    public static readonly Refusal OrderInvalid = Invalid("order_invalid", "The order is a number from -100000 to 100000.", "order");
    public static readonly Refusal PreRollInvalid = Invalid("pre_roll_invalid", $"The pre-roll is a number of seconds from 0 to {StreamPath.MaxPreRollSeconds}.", "preRollSeconds");
    public static readonly Refusal FileSecondsInvalid = Invalid("file_seconds_invalid", $"The length of a file is a number of seconds from {StreamPath.MinFileSeconds} to {StreamPath.MaxFileSeconds}.", "fileSeconds");
    public static readonly Refusal SelectionEmpty = Invalid("selection_empty", "Name at least one stream.", "names");
    public static readonly Refusal SelectionTooLarge = Invalid("selection_too_large", "At most 1000 streams can be changed at once.", "names");
    public static readonly Refusal ChangeForbidden = Invalid("change_forbidden", "A name or a source belongs to one stream; it cannot be given to several at once.", "change");
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "streams.not_found", "There is no stream with this name.");

    public static readonly Refusal NotLive = new(RefusalKind.Unavailable, "streams.not_live", "The stream delivers no picture now.");

    public static readonly Refusal Elsewhere = new(RefusalKind.Unavailable, "streams.elsewhere", "Another node pulls this stream; its picture is there.");

    /// <summary>The ring reaches back <paramref name="ringSeconds"/> seconds; a longer pre-roll could not be kept.</summary>
    public static Refusal PreRollBeyondRing(int ringSeconds) =>
        Invalid("pre_roll_beyond_ring", $"The pre-roll cannot be longer than the ring, which keeps {ringSeconds} seconds (Streams__RingSeconds).", "preRollSeconds");

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, "streams." + code, message, field);
}
