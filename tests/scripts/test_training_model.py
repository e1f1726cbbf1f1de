import random
from collections import Counter

import numpy as np
import pytest

pytest.importorskip("safetensors", reason="the training steps need safetensors")
import weights

rng = np.random.default_rng(3)


def test_eight_bits_keep_each_weight_to_half_a_step(tmp_path):
    arrays = {
        "emb.w": rng.normal(size=(200, 128)).astype(np.float32),
        "l0.q.w": rng.normal(size=(160, 160)).astype(np.float32),
        "l7.q.w": rng.normal(size=(160, 160)).astype(np.float32),
        "up.w": rng.normal(size=(17, 64)).astype(np.float32),
        "up.b": rng.normal(size=17).astype(np.float32),
    }
    files = weights.save(weights.quantise(arrays), tmp_path / "int8", weights.SMALL_LAYERS)
    assert sorted(path.stem for path in files) == ["0-embeddings", "1-layers", "2-layers", "9-heads"]
    found = weights.load(tmp_path)
    assert found.keys() == arrays.keys()
    for name in ("emb.w", "l0.q.w", "l7.q.w"):
        step = np.abs(arrays[name]).max(-1, keepdims=True) / 127
        assert (np.abs(found[name] - arrays[name]) <= step * 0.501).all()
    np.testing.assert_allclose(found["up.w"], arrays["up.w"], atol=2e-3)
    np.testing.assert_array_equal(found["up.b"], arrays["up.b"])


def test_quantising_twice_changes_nothing():
    once = weights.dequantise(weights.quantise({"l0.q.w": rng.normal(size=(160, 160)).astype(np.float32)}))
    twice = weights.dequantise(weights.quantise(once))
    np.testing.assert_allclose(twice["l0.q.w"], once["l0.q.w"], rtol=1e-5)


@pytest.fixture
def torch():
    return pytest.importorskip(
        "torch", reason="torch is needed for training only, see scripts/train/accurate/README.md"
    )


LABELS = {"upos": 3, "xpos": 4, "dep": 5, "lem": 6, "ner": 9, "feats": 7}


def test_padding_does_not_change_a_sentence(torch):
    from model import Accurate, Shape

    torch.manual_seed(0)
    model = Accurate(Shape(3, 1, 50, LABELS)).eval()
    ids = torch.tensor([[1, 5, 9, 2]])
    wide = torch.tensor([[1, 5, 9, 2, 0, 0, 0]])
    first = torch.tensor([[1, 2]])
    with torch.no_grad():
        alone = model(model.lower(ids, ids > 0), ids > 0, first)
        padded = model(model.lower(wide, wide > 0), wide > 0, first)
    for name in ("arc", "up", "ner", "rh"):
        torch.testing.assert_close(getattr(alone, name), getattr(padded, name), atol=1e-5, rtol=1e-4)


def test_a_stream_goes_on_where_it_stood(torch):
    from batches import Stream
    from examples import Example

    random.seed(1)
    examples = [Example(f"k{i}", [0] * random.randint(3, 30), [1], gold=i % 3 == 0) for i in range(80)]
    whole, stopped = Stream(examples, 90, seed=4), Stream(examples, 90, seed=4)
    keys = [[e.key for e in next(whole)] for _ in range(60)]
    for _ in range(25):
        next(stopped)
    again = Stream(examples, 90, seed=4, **stopped.state())
    assert [[e.key for e in next(again)] for _ in range(35)] == keys[25:]
    again.finish_on_gold()
    assert all(e.gold for _ in range(20) for e in next(again))


def test_a_checkpoint_restores_weights_optimizer_and_average(torch, tmp_path):
    import checkpoint
    from batches import Stream
    from checkpoint import Average, Progress

    def parts():
        model = torch.nn.Linear(4, 2)
        optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
        return model, optimizer, Average(list(model.parameters()), 0.9), Stream([], 10, seed=1)

    def train(model, optimizer, average, steps):
        for step in range(1, steps + 1):
            optimizer.zero_grad()
            model(torch.rand(3, 4)).pow(2).sum().backward()
            optimizer.step()
            average.update(step)

    model, optimizer, average, stream = parts()
    train(model, optimizer, average, 7)
    checkpoint.save(tmp_path / "state.pt", model, optimizer, average, stream, Progress(step=7))
    train(model, optimizer, average, 5)
    other = parts()
    progress = checkpoint.restore(tmp_path / "state.pt", *other)
    train(*other[:3], 5)
    assert progress.step == 7
    for mine, theirs in zip(model.parameters(), other[0].parameters(), strict=True):
        torch.testing.assert_close(mine, theirs)
    torch.testing.assert_close(average.values, other[2].values)


def test_the_vocabulary_keeps_what_the_text_needs_and_fills_up_by_frequency(tmp_path, monkeypatch):
    import vocabulary

    from graph.annotate.encoder.wordpiece import WordPiece

    pieces = [*vocabulary.SPECIAL, "a", "##a", "ж", "Ver", "ver", "##trag", "##träge", "Pakt", "Хартия", "Abkommen"]
    (tmp_path / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    monkeypatch.setattr(vocabulary, "dictionary_forms", lambda: ["Pakt", "Abkommen", "Pakt"])
    tokenizer = WordPiece(tmp_path / "vocab.txt", 8)
    kept = [pieces[i] for i in vocabulary.choose(tokenizer, Counter({"Vertrag": 2}), size=11)]
    assert kept[:5] == list(vocabulary.SPECIAL)
    assert kept[5:] == ["a", "##a", "Ver", "ver", "##trag", "Pakt"]
