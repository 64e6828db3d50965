using BlazorMedia.Web.Features.Streams.Publish.Rtmp;

namespace BlazorMedia.Tests.Streams.Publish;

public sealed class ChunkReaderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_of_all_four_header_types_are_put_together()
    {
        byte[] bytes =
        [
            // type 0: at 1000, 3 bytes of video on stream 1
            0x04, 0, 0x03, 0xE8, 0, 0, 3, 9, 1, 0, 0, 0, 1, 2, 3,
            // type 1: 40 later, 2 bytes of sound; type 2: 20 later; type 3: again 20 later
            0x44, 0, 0, 40, 0, 0, 2, 8, 4, 5, 0x84, 0, 0, 20, 6, 7, 0xC4, 8, 9,
        ];

        var messages = await ReadAsync(bytes);

        messages.Select(m => (m.Type, m.Timestamp, string.Join(' ', m.Payload))).ShouldBe([(9, 1000u, "1 2 3"), (8, 1040u, "4 5"), (8, 1060u, "6 7"), (8, 1080u, "8 9")]);
    }

    [Fact]
    public async Task A_message_goes_on_between_chunks_of_another_with_its_extended_time()
    {
        var large = Enumerable.Range(0, 200).Select(i => (byte)i).ToArray();
        byte[] bytes =
        [
            0x05, 0xFF, 0xFF, 0xFF, 0, 0, 200, 9, 1, 0, 0, 0, 1, 0, 0, 0, .. large[..128],
            0x03, 0, 0, 0, 0, 0, 1, 8, 1, 0, 0, 0, 42,
            0xC5, 1, 0, 0, 0, .. large[128..],
        ];

        var messages = await ReadAsync(bytes);

        messages.Select(m => (m.Type, m.Timestamp, m.Payload.Length)).ShouldBe([(8, 0u, 1), (9, 0x0100_0000u, 200)]);
        messages[1].Payload.ShouldBe(large);
    }

    [Fact]
    public async Task A_new_chunk_size_counts_from_the_next_chunk_on_and_an_aborted_message_is_forgotten()
    {
        var large = new byte[300];
        byte[] bytes =
        [
            0x02, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0, 1, 0,
            0x04, 0, 0, 0, 0, 1, 44, 9, 1, 0, 0, 0, .. large[..256],
            0x02, 0, 0, 0, 0, 0, 4, 2, 0, 0, 0, 0, 0, 0, 0, 4,
            0x04, 0, 0, 0, 0, 0, 1, 8, 1, 0, 0, 0, 7,
        ];

        (await ReadAsync(bytes)).Single().Payload.ShouldBe([7]);
    }

    [Theory]
    [InlineData("a chunk without a first header", new byte[] { 0x44, 0, 0, 0, 0, 0, 1, 9, 0 })]
    [InlineData("no chunk size", new byte[] { 0x02, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData("a message is too large", new byte[] { 0x04, 0, 0, 0, 0xFF, 0xFF, 0xFF, 9, 1, 0, 0, 0 })]
    public async Task A_breach_of_the_protocol_ends_the_reading(string words, byte[] bytes) =>
        (await Should.ThrowAsync<InvalidDataException>(() => ReadAsync(bytes))).Message.ShouldBe(words);

    [Fact]
    public async Task More_than_64_chunk_streams_are_too_many()
    {
        var bytes = Enumerable.Range(0, 65).SelectMany(i => new byte[] { 0x00, (byte)i, 0, 0, 0, 0, 0, 2, 9, 1, 0, 0, 0, 1, 2 }).ToArray();

        (await Should.ThrowAsync<InvalidDataException>(() => ReadAsync(bytes))).Message.ShouldBe("too many chunk streams");
    }

    [Fact]
    public async Task Many_unfinished_messages_may_not_take_much_memory_together()
    {
        byte[] chunks = [0x02, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0, 0xF0, 0];
        var bytes = chunks.Concat(Enumerable.Range(3, 20).SelectMany(i => (byte[])[(byte)i, 0, 0, 0, 0, 0xFF, 0xFF, 9, 1, 0, 0, 0, .. new byte[0xF000]])).ToArray();

        (await Should.ThrowAsync<InvalidDataException>(() => ReadAsync(bytes))).Message.ShouldBe("too much is held for unfinished messages");
    }

    [Fact]
    public async Task Twenty_thousand_mutations_end_by_themselves_and_take_little_memory()
    {
        var random = new Random(8);
        byte[] good = [0x02, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0, 16, 0, 0x04, 0, 0, 0, 0, 0, 3, 9, 1, 0, 0, 0, 1, 2, 3, 0x44, 0, 0, 40, 0, 0, 2, 8, 4, 5, 0x84, 0, 0, 20, 6, 7, 0xC4, 8, 9];
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var round = 0; round < 20_000; round++)
        {
            var bad = good.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--) bad[random.Next(bad.Length)] = (byte)random.Next(256);
            try
            {
                await ReadAsync(bad);
            }
            catch (InvalidDataException)
            {
                // said what was wrong
            }
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(400L << 20);
    }

    [Fact]
    public void AMF0_is_read_as_it_was_written()
    {
        var map = new Dictionary<string, object?> { ["app"] = "live", ["on"] = true, ["list"] = new List<object?> { 1.0, null } };

        var values = Amf0.Read(Amf0.Write(["connect", 1.0, map]));

        values[0].ShouldBe("connect");
        values[1].ShouldBe(1.0);
        var read = values[2].ShouldBeAssignableTo<IReadOnlyDictionary<string, object?>>();
        (read!["app"], read["on"]).ShouldBe(("live", true));
        read["list"].ShouldBeAssignableTo<IReadOnlyList<object?>>()!.ShouldBe([1.0, null]);
    }

    [Fact]
    public void AMF0_that_is_mutated_or_nested_too_deeply_is_refused()
    {
        var random = new Random(9);
        var good = Amf0.Write(["connect", 1.0, new Dictionary<string, object?> { ["app"] = "live", ["list"] = new List<object?> { 1.0, "two", null } }]);
        object nested = "x";
        for (var depth = 0; depth < 20; depth++) nested = new List<object?> { nested };

        Should.Throw<InvalidDataException>(() => Amf0.Read(Amf0.Write([nested]))).Message.ShouldContain("deeply");
        for (var round = 0; round < 50_000; round++)
        {
            var bad = good.ToArray();
            for (var change = random.Next(1, 5); change > 0; change--) bad[random.Next(bad.Length)] = (byte)random.Next(256);
            try
            {
                Amf0.Read(bad).Count.ShouldBeLessThanOrEqualTo(bad.Length);
            }
            catch (InvalidDataException)
            {
                // refused, which is right
            }
        }
    }

    private static async Task<List<(byte Type, uint Timestamp, byte[] Payload)>> ReadAsync(byte[] bytes)
    {
        using var reader = new ChunkReader(new MemoryStream(bytes));
        var messages = new List<(byte, uint, byte[])>();
        try
        {
            while (true)
            {
                using var message = await reader.ReadAsync(Ct);
                messages.Add((message.Type, message.Timestamp, message.Payload.ToArray()));
            }
        }
        catch (EndOfStreamException)
        {
            return messages;
        }
    }
}
