namespace BlazorMedia.Web.Features.Streams.Publish.Feed;

/// <summary>In what FFmpeg is given a publisher's packets.</summary>
internal interface IPublishFormat
{
    /// <param name="video">Configuration of the picture; null where its codec has none.</param>
    /// <param name="audio">Configuration of the sound; null where there is none.</param>
    byte[] Begin(FlvPacket? video, FlvPacket? audio, bool hasSound);

    /// <param name="time">Milliseconds since the first packet.</param>
    byte[] Write(FlvPacket packet, uint time);
}
